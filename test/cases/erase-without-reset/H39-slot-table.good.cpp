// case: H39-slot-table
// from: rekola/radix-cpp#36, leventov/Koloboke#45
// family: erase-without-reset
// shape: a fresh value is assigned when the slot is marked
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

template <class T>
class SlotTable {
 public:
  explicit SlotTable(std::size_t capacity) : slots_(capacity) {}

  bool put(std::uint64_t key, T value) {
    for (std::size_t n = 0; n < slots_.size(); ++n) {
      Slot &slot = slots_[(key + n) % slots_.size()];
      if (slot.control == kFull && slot.key != key) continue;
      slot.key = key;
      slot.value = std::move(value);
      slot.control = kFull;
      return true;
    }
    return false;
  }
  bool remove(std::uint64_t key) {
    for (std::size_t n = 0; n < slots_.size(); ++n) {
      Slot &slot = slots_[(key + n) % slots_.size()];
      if (slot.control == kFree) return false;
      if (slot.control != kFull || slot.key != key) continue;
      slot.control = kGone;
      slot.value = T();
      return true;
    }
    return false;
  }

 private:
  static constexpr std::uint8_t kFree = 0, kFull = 1, kGone = 2;
  struct Slot {
    std::uint8_t control = kFree;
    std::uint64_t key = 0;
    T value{};
  };
  std::vector<Slot> slots_;
};

using Frames = SlotTable<std::vector<unsigned char>>;

bool drop_frame(Frames &frames, std::uint64_t number) { return frames.remove(number); }
