//===- EffectList.h - The effects of one function --------------*- C++ -*-===//
#ifndef MAPWARDEN_LINK_EFFECTLIST_H
#define MAPWARDEN_LINK_EFFECTLIST_H

#include "Facts/Append.h"
#include "Link/ProgramFacts.h"

namespace mapwarden {

/// A small ordered set. Of millions of effects most are in full lists, and a
/// node of the heap for each would cost more than what it holds.
class EffectList {
public:
  static constexpr size_t Max = 64;

  bool isFull() const { return Items.size() >= Max; }
  size_t size() const { return Items.size(); }
  /// The effect that is \p I-th in order.
  const Effect &operator[](size_t I) const { return Items[Order[I]]; }

  /// False when \p E is known, and not vaguer, or there is no room left.
  /// O(log n), and a move of bytes.
  bool insert(Effect E) {
    if (isFull())
      return false;
    auto At = std::lower_bound(
        Order.begin(), Order.end(), E,
        [&](uint8_t I, const Effect &E) { return Items[I] < E; });
    if (At != Order.end() && !(E < Items[*At])) {
      const bool Surer = Items[*At].Vague && !E.Vague;
      Items[*At].Vague &= E.Vague;
      return Surer;
    }
    Order.insert(At, Items.size());
    append(Items, std::move(E));
    return true;
  }

  /// All effects in order; the list is empty afterwards.
  std::vector<Effect> take() {
    std::vector<Effect> Result;
    Result.reserve(Items.size());
    for (uint8_t I : Order)
      Result.push_back(std::move(Items[I]));
    *this = EffectList();
    return Result;
  }

private:
  std::vector<Effect> Items; ///< As they came.
  std::vector<uint8_t> Order;
};

} // namespace mapwarden

#endif
