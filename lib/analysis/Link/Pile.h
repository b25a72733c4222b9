//===- Pile.h - Many facts that come in one by one -------------*- C++ -*-===//
#ifndef MAPWARDEN_LINK_PILE_H
#define MAPWARDEN_LINK_PILE_H

#include <algorithm>
#include <iterator>
#include <vector>

namespace mapwarden {

/// Grows without moving what is there: at a million facts that, and the fresh
/// memory it takes each time, is most of what growing a vector costs.
template <class T> class Pile {
public:
  size_t size() const { return Size; }

  void add(T &&Value) {
    if (Size++ % PerBlock == 0) {
      Blocks.emplace_back();
      Blocks.back().reserve(PerBlock);
    }
    Blocks.back().push_back(std::move(Value));
  }

  /// All of it in one piece; the pile is empty afterwards.
  std::vector<T> take() {
    std::vector<T> Result;
    Result.reserve(Size);
    for (std::vector<T> &Block : Blocks) {
      std::move(Block.begin(), Block.end(), std::back_inserter(Result));
      std::vector<T>().swap(Block);
    }
    *this = Pile();
    return Result;
  }

private:
  static constexpr size_t PerBlock = 1024;
  std::vector<std::vector<T>> Blocks;
  size_t Size = 0;
};

} // namespace mapwarden

#endif
