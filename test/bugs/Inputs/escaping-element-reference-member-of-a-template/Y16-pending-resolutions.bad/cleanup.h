// case: Y16-pending-resolutions
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII helper keeps a reference to the list that a flat_hash_map maps to; a later insertion of another key moves the list
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
      : map_(map), list_(map_.try_emplace(key).first->second), key_(key) { // expect: escaping-element
    it_ = list_.emplace(list_.begin(), value);
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
    list_.erase(it_); // accept: escaping-element
    if (list_.empty()) { // accept: escaping-element
      map_.erase(key_);
    }
    cancelled_ = true;
  }

  MapOfList& map_;
  std::list<Value>& list_; // accept: escaping-element
  typename std::list<Value>::iterator it_;
  const Key key_;
  bool cancelled_{false};
};

} // namespace Common
