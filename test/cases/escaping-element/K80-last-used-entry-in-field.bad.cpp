// case: K80-last-used-entry-in-field
// from: pattern of one-entry caches in front of a hash table
// family: escaping-element
// shape: the address of an entry of a flat map is kept in a field over later insertions
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
    last_ = &symbols_[name]; // expect: escaping-element
    return *last_;
  }

private:
  absl::flat_hash_map<std::string, Symbol> symbols_;
  Symbol *last_ = nullptr;
  std::string lastName_;
};
