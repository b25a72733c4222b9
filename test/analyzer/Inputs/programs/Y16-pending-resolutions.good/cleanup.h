// case: Y16-pending-resolutions
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: the helper keeps key and map, and looks the list up again when it is destroyed
// mode: program
// flags:
#pragma once
#include <list>

#include "absl/container/flat_hash_map.h"

namespace Common {

// RAII element of a list that is mapped to by a key; takes the list out of the map with its last element.
template <class Key, class Value> class RaiiMapOfListElement {
public:
  using MapOfList = absl::flat_hash_map<Key, std::list<Value>>;

  template <typename ConvertibleToKey>
  RaiiMapOfListElement(MapOfList& map, const ConvertibleToKey& key, Value value)
      : map_(map), key_(key) {
    auto& list = map_.try_emplace(key_).first->second;
    it_ = list.emplace(list.begin(), value);
  }

  ~RaiiMapOfListElement() {
    if (!cancelled_) {
      erase();
    }
  }

  RaiiMapOfListElement(const RaiiMapOfListElement&) = delete;
  RaiiMapOfListElement& operator=(const RaiiMapOfListElement&) = delete;

  void cancel() { cancelled_ = true; }

private:
  void erase() {
    auto list_it = map_.find(key_);
    if (list_it != map_.end()) {
      list_it->second.erase(it_);
      if (list_it->second.empty()) {
        map_.erase(list_it);
      }
    }
    cancelled_ = true;
  }

  MapOfList& map_;
  typename std::list<Value>::iterator it_;
  const Key key_;
  bool cancelled_{false};
};

} // namespace Common
