// case: Y14-bundle-install
// from: CppMicroServices/CppMicroServices#416
// family: unlocked-map-access
// shape: the lock is taken ahead of the look-up
// mode: program
// flags:
#include "bundle_registry.h"

std::vector<BundlePtr> BundleRegistry::install(const std::string& location)
{
  std::vector<BundlePtr> installed;
  auto l = this->Lock();
  US_UNUSED(l);
  auto range = bundles_.equal_range(location);
  for (auto it = range.first; it != range.second; ++it)
    installed.push_back(it->second);
  if (!installed.empty())
    return installed;

  for (const auto& manifest : readManifests(location)) {
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
