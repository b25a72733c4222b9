// case: H37-codec-libraries
// from: sems-server/sems#365
// family: erase-without-reset
// shape: the handle moves into a unique_ptr whose deleter is a lambda around dlclose(), then the entry is erased
// mode: tidy
// flags:
#include <dlfcn.h>
#include <memory>
#include <string>
#include <unordered_map>

class CodecLibraries {
 public:
  CodecLibraries() = default;
  CodecLibraries(const CodecLibraries &) = delete;
  CodecLibraries &operator=(const CodecLibraries &) = delete;
  ~CodecLibraries() {
    for (auto &entry : handles_) ::dlclose(entry.second);
  }

  bool load(const std::string &codec) {
    if (handles_.count(codec) != 0) return true;
    void *handle = ::dlopen((codec + ".so").c_str(), RTLD_NOW);
    if (handle == nullptr) return false;
    handles_.emplace(codec, handle);
    return true;
  }
  void *symbol(const std::string &codec, const char *name) const {
    auto it = handles_.find(codec);
    return it == handles_.end() ? nullptr : ::dlsym(it->second, name);
  }
  void unload(const std::string &codec) {
    auto it = handles_.find(codec);
    if (it == handles_.end()) return;
    auto closer = [](void *handle) { ::dlclose(handle); };
    std::unique_ptr<void, decltype(closer)> library(it->second, closer);
    handles_.erase(it);
  }

 private:
  std::unordered_map<std::string, void *> handles_;
};

bool upgrade(CodecLibraries &libraries, const std::string &codec) {
  libraries.unload(codec);
  return libraries.load(codec);
}
