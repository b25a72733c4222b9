// case: K84-pointer-over-virtual-call
// from: pattern of factories called while a slot is held
// family: escaping-element
// shape: a pointer that lookup() returned is written through after a virtual load(), whose override in another unit inserts
// mode: program
#pragma once
#include <absl/container/flat_hash_map.h>
#include <string>

struct Module {
  int users = 0;
  bool loaded = false;
};

class Modules;
struct Loader {
  virtual ~Loader() = default;
  virtual void load(Modules &modules, const std::string &name) = 0;
};

class Modules {
public:
  explicit Modules(Loader &loader) : loader_(loader) {}
  Module *lookup(const std::string &name);
  void define(const std::string &name);
  void use(const std::string &name);

private:
  Loader &loader_;
  absl::flat_hash_map<std::string, Module> modules_;
};
