// case: P08-world-entities
// from: fresh
// family: unbounded-map
// shape: the registry has no erase either, but its keys come from a fixed-size id pool whose freed ids are used again, so the entry is overwritten
// mode: program
// flags:
#pragma once
#include <array>
#include <cstdint>

class IdSource {
 public:
  static constexpr std::uint32_t kIds = 2048;

  IdSource() {
    for (std::uint32_t i = 0; i < kIds; ++i) free_[i] = kIds - i;
  }
  std::uint32_t take() { return left_ == 0 ? 0 : free_[--left_]; }
  void give_back(std::uint32_t id) {
    if (id != 0 && left_ < kIds) free_[left_++] = id;
  }
  std::uint32_t active() const { return kIds - left_; }

 private:
  std::array<std::uint32_t, kIds> free_;
  std::uint32_t left_ = kIds;
};
