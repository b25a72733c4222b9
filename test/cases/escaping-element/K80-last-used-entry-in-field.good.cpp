// case: K80-last-used-entry-in-field
// from: pattern of one-entry caches in front of a hash table
// family: escaping-element
// shape: the value of the map is a unique_ptr, and the field keeps the object
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <memory>
#include <string>

struct Symbol {
  int uses = 0;
};

class Symbols {
public:
  Symbol &get(const std::string &name) {
    if (last_ && name == lastName_)
      return *last_;
    lastName_ = name;
    auto &slot = symbols_[name];
    if (!slot)
      slot = std::make_unique<Symbol>();
    last_ = slot.get();
    return *last_;
  }

private:
  absl::flat_hash_map<std::string, std::unique_ptr<Symbol>> symbols_;
  Symbol *last_ = nullptr;
  std::string lastName_;
};
