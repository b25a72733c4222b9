// case: K23-state-array-of-table
// from: pattern of open addressing with the states in an array of their own
// family: erase-without-reset
// shape: the value is reset as well
// mode: tidy
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

class FrameTable {
public:
  bool put(std::uint32_t key, std::vector<char> frame) {
    for (std::size_t n = 0, i = key % kSlots; n < kSlots; ++n, i = (i + 1) % kSlots) {
      if (slots_[i].state != kUsed || slots_[i].key == key) {
        slots_[i].state = kUsed;
        slots_[i].key = key;
        slots_[i].frame = std::move(frame);
        return true;
      }
    }
    return false;
  }
  void remove(std::uint32_t key) {
    for (std::size_t n = 0, i = key % kSlots; n < kSlots && slots_[i].state != kFree; ++n, i = (i + 1) % kSlots) {
      if (slots_[i].state == kUsed && slots_[i].key == key) {
        slots_[i].frame = std::vector<char>();
        slots_[i].state = kDeleted;
        return;
      }
    }
  }

private:
  static constexpr std::size_t kSlots = 256;
  enum : std::uint8_t { kFree, kUsed, kDeleted };
  struct Slot {
    std::uint8_t state = kFree;
    std::uint32_t key = 0;
    std::vector<char> frame;
  };
  std::array<Slot, kSlots> slots_;
};
