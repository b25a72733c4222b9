// case: Y14-bundle-install
// from: CppMicroServices/CppMicroServices#416
// family: unlocked-map-access
// shape: install() looks the location up before it takes the lock of its Lockable base that each other method takes through a returned lock object
// mode: program
// flags:
#include "bundle_registry.h"

std::vector<BundlePtr> BundleRegistry::install(const std::string& location)
{
  std::vector<BundlePtr> installed;
  auto range = bundles_.equal_range(location); // expect: unlocked-map-access
  for (auto it = range.first; it != range.second; ++it) // accept: unlocked-map-access
    installed.push_back(it->second); // accept: unlocked-map-access
  if (!installed.empty())
    return installed;

  const auto manifests = readManifests(location);
  auto l = this->Lock();
  US_UNUSED(l);
  for (const auto& manifest : manifests) {
    auto bundle = std::make_shared<Bundle>(nextId_++, location, manifest);
    bundles_.emplace(location, bundle);
    installed.push_back(bundle);
  }
  return installed;
}

bool BundleRegistry::uninstall(long id)
{
  auto l = this->Lock();
  US_UNUSED(l);
  for (auto it = bundles_.begin(); it != bundles_.end(); ++it) {
    if (it->second->id() == id) {
      bundles_.erase(it);
      return true;
    }
  }
  return false;
}

BundlePtr BundleRegistry::get(long id) const
{
  auto l = this->Lock();
  US_UNUSED(l);
  for (const auto& entry : bundles_) {
    if (entry.second->id() == id)
      return entry.second;
  }
  return nullptr;
}

std::vector<BundlePtr> BundleRegistry::byName(const std::string& symbolicName) const
{
  std::vector<BundlePtr> result;
  auto l = this->Lock();
  US_UNUSED(l);
  for (const auto& entry : bundles_) {
    if (entry.second->symbolicName() == symbolicName)
      result.push_back(entry.second);
  }
  return result;
}

std::size_t BundleRegistry::size() const
{
  return this->Lock(), bundles_.size();
}
