// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: counts per download id grow through a header template; a finished download forgets its count, one given up does not
// mode: program
// flags:
#pragma once
#include <map>

template <typename Key>
unsigned bump(std::map<Key, unsigned> &counts, const Key &key) {
  return ++counts[key];
}

template <typename Key>
void forget(std::map<Key, unsigned> &counts, const Key &key) {
  counts.erase(key);
}
