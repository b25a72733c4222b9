// What most programs write when they need a bounded map: std::list in the order
// of use, and std::unordered_map from the key to the list's iterator.
#ifndef MAPWARDEN_BENCH_LIST_LRU_H
#define MAPWARDEN_BENCH_LIST_LRU_H

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

namespace bench {

template <class K, class V> class list_lru {
public:
  explicit list_lru(std::size_t capacity) : capacity_(capacity) {}

  V *get(const K &k) {
    auto it = index_.find(k);
    if (it == index_.end())
      return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return &it->second->second;
  }
  void put(const K &k, const V &v) {
    auto it = index_.find(k);
    if (it != index_.end()) {
      it->second->second = v;
      order_.splice(order_.begin(), order_, it->second);
      return;
    }
    if (index_.size() == capacity_) {
      index_.erase(order_.back().first);
      order_.pop_back();
    }
    order_.emplace_front(k, v);
    index_.emplace(k, order_.begin());
  }
  std::size_t size() const { return index_.size(); }

private:
  std::size_t capacity_;
  std::list<std::pair<K, V>> order_;
  std::unordered_map<K, typename std::list<std::pair<K, V>>::iterator> index_;
};

} // namespace bench

#endif // MAPWARDEN_BENCH_LIST_LRU_H
