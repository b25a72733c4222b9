// case: Y19-world-names
// from: dartsim/dart#330 (fix #331)
// family: asymmetric-index
// shape: removeSkeleton takes the name out of the manager too
// mode: program
// flags:
#pragma once
#include <map>
#include <string>

namespace dart {
namespace common {

/// Gives out unique names and finds objects by name.
template <class T>
class NameManager
{
public:
  explicit NameManager(std::string defaultName) : mDefaultName(std::move(defaultName)) {}

  std::string issueNewName(const std::string& name) const
  {
    const std::string base = name.empty() ? mDefaultName : name;
    std::string candidate = base;
    for (int count = 1; hasName(candidate); ++count)
      candidate = base + "(" + std::to_string(count) + ")";
    return candidate;
  }

  std::string issueNewNameAndAdd(const std::string& name, const T& object)
  {
    const std::string issued = issueNewName(name);
    mMap.emplace(issued, object);
    return issued;
  }

  bool hasName(const std::string& name) const { return mMap.find(name) != mMap.end(); }

  T getObject(const std::string& name) const
  {
    auto it = mMap.find(name);
    return it == mMap.end() ? T() : it->second;
  }

  bool removeName(const std::string& name) { return mMap.erase(name) > 0; }

private:
  std::string mDefaultName;
  std::map<std::string, T> mMap;
};

} // namespace common
} // namespace dart
