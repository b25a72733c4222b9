//===- Append.h - Growing vectors of facts without copies ------*- C++ -*-===//
#ifndef MAPWARDEN_FACTS_APPEND_H
#define MAPWARDEN_FACTS_APPEND_H

#include <algorithm>
#include <iterator>
#include <vector>

namespace mapwarden {

/// Makes room for \p More further values, at least doubling what there is.
/// Invalidates references when it grows. Facts hold llvm::SmallVector, whose
/// move constructor may throw, so std::vector itself would copy each of them.
template <class T> void makeRoom(std::vector<T> &Into, size_t More) {
  if (Into.size() + More <= Into.capacity())
    return;
  std::vector<T> Larger;
  Larger.reserve(std::max(Into.size() + More, 2 * Into.capacity()));
  std::move(Into.begin(), Into.end(), std::back_inserter(Larger));
  Into.swap(Larger);
}

/// Appends \p Value. Amortised constant, by moves.
template <class T> void append(std::vector<T> &Into, T &&Value) {
  makeRoom(Into, 1);
  Into.push_back(std::move(Value));
}

/// Appends all of \p Values. Amortised linear, by moves.
template <class T> void appendAll(std::vector<T> &Into, std::vector<T> Values) {
  makeRoom(Into, Values.size());
  std::move(Values.begin(), Values.end(), std::back_inserter(Into));
}

} // namespace mapwarden

#endif
