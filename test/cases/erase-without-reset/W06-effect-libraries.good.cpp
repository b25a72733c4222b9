// case: W06-effect-libraries
// from: NetSys/bess#377, sems-server/sems#365
// family: erase-without-reset
// shape: the handle is closed when the emplace fails
// mode: tidy
// flags:
#include <dlfcn.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace {
std::unordered_map<std::string, void*>& effectLibraries() {
  static std::unordered_map<std::string, void*> libraries;
  return libraries;
}
}  // namespace

bool loadEffect(const std::string& name, const std::string& path) {
  void* handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr)
    return false;
  if (!effectLibraries().emplace(name, handle).second) {
    ::dlclose(handle);
    return false;
  }
  return true;
}

void* effectSymbol(const std::string& name, const char* symbol) {
  auto it = effectLibraries().find(name);
  return it == effectLibraries().end() ? nullptr : ::dlsym(it->second, symbol);
}

bool unloadEffect(const std::string& name) {
  auto& libraries = effectLibraries();
  auto it = libraries.find(name);
  if (it == libraries.end())
    return false;
  ::dlclose(it->second);
  libraries.erase(it);
  return true;
}

std::vector<std::string> effectNames() {
  std::vector<std::string> names;
  names.reserve(effectLibraries().size());
  for (const auto& entry : effectLibraries())
    names.push_back(entry.first);
  return names;
}

void unloadAllEffects() {
  for (const auto& entry : effectLibraries())
    ::dlclose(entry.second);
  effectLibraries().clear();
}
