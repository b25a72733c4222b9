// case: L12-plugin-modules
// from: fresh
// family: erase-without-reset
// shape: the predicate of the same absl::erase_if closes the handle before it says yes
// mode: tidy
// flags:
#include <absl/container/btree_map.h>
#include <dlfcn.h>
#include <set>
#include <string>

namespace agent {

using CollectFn = int (*)(char* buffer, int size);

class PluginHost {
 public:
  explicit PluginHost(std::string directory) : directory_(std::move(directory)) {}
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  ~PluginHost() {
    for (auto& [name, handle] : modules_)
      dlclose(handle);
  }

  void apply(const std::set<std::string>& enabled) {
    for (const std::string& name : enabled)
      load(name);
    absl::erase_if(modules_, [&](const auto& module) {
      if (enabled.count(module.first) != 0)
        return false;
      dlclose(module.second);
      return true;
    });
  }

  int collect(const std::string& name, char* buffer, int size) const {
    auto it = modules_.find(name);
    if (it == modules_.end())
      return -1;
    auto fn = reinterpret_cast<CollectFn>(dlsym(it->second, "agent_collect"));
    return fn == nullptr ? -1 : fn(buffer, size);
  }

 private:
  void load(const std::string& name) {
    if (modules_.contains(name))
      return;
    const std::string file = directory_ + "/lib" + name + ".so";
    if (void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL))
      modules_.emplace(name, handle);
  }

  std::string directory_;
  absl::btree_map<std::string, void*> modules_;
};

}  // namespace agent
