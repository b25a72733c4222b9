// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: a header template called from a housekeeping file erases the oldest counts beyond a fixed size
// mode: program
// flags:
#pragma once
#include <cstddef>
#include <map>

template <typename Key>
unsigned bump(std::map<Key, unsigned> &counts, const Key &key) {
  return ++counts[key];
}

template <typename Table>
void trim_to(Table &table, std::size_t limit) {
  while (table.size() > limit) table.erase(table.begin());
}
