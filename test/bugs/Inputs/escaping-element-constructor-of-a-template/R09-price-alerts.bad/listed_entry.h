// case: R09-price-alerts
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII handle template keeps a reference to the list it found in a flat hash map; handles for other keys insert into the map while it lives, and its destructor uses the reference
// mode: program
// flags:
#pragma once
#include <absl/container/flat_hash_map.h>

#include <list>
#include <utility>

// One value in the list of a key, for as long as the handle lives.
template <typename Key, typename Value>
class ListedEntry {
 public:
  using Table = absl::flat_hash_map<Key, std::list<Value>>;

  ListedEntry(Table &table, const Key &key, Value value)
      : table_(table),
        list_(table.try_emplace(key).first->second),  // expect: escaping-element
        key_(key),
        position_(list_.insert(list_.end(), std::move(value))) {}

  ~ListedEntry() {
    list_.erase(position_);  // accept: escaping-element
    if (list_.empty()) {  // accept: escaping-element
      table_.erase(key_);
    }
  }

  ListedEntry(const ListedEntry &) = delete;
  ListedEntry &operator=(const ListedEntry &) = delete;

 private:
  Table &table_;
  std::list<Value> &list_;
  const Key key_;
  typename std::list<Value>::iterator position_;
};
