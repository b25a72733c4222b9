// case: L15-link-usage
// from: fresh
// family: escaping-element
// shape: the structured binding is made after the base-class method has inserted the dependencies
// mode: tidy
// flags:
#include <cstdint>
#include <string>
#include <tsl/robin_map.h>
#include <utility>

namespace linker {

struct Usage {
  std::uint32_t uses = 0;
  std::uint64_t bytes = 0;
};

class DependencyReader {
 public:
  explicit DependencyReader(const std::string &object);
  bool next(std::string *name);

 private:
  std::string buffer_;
  std::size_t position_ = 0;
};

template <class Key, class Value>
class Table {
 public:
  std::size_t size() const { return rows_.size(); }
  void forget(const Key &key) { rows_.erase(key); }

 protected:
  void touch(const Key &key) { ++rows_[key].uses; }

  tsl::robin_map<Key, Value> rows_;
};

class UsageTable : public Table<std::string, Usage> {
 public:
  void record(const std::string &object) {
    DependencyReader links(object);
    std::uint64_t total = 0;
    std::string dependency;
    while (links.next(&dependency)) {
      touch(dependency);
      total += dependency.size();
    }
    auto slot = rows_.try_emplace(object).first;
    auto &[uses, bytes] = slot.value();
    ++uses;
    bytes += total;
  }

  std::uint64_t weight(const std::string &object) const {
    auto it = rows_.find(object);
    return it == rows_.end() ? 0 : it->second.bytes * it->second.uses;
  }
};

}  // namespace linker
