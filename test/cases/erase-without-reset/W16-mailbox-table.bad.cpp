// case: W16-mailbox-table
// from: managarm/frigg#100
// family: erase-without-reset
// shape: home-made table with a control byte per slot: remove() only marks the slot deleted, the payload stays allocated
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

class MailboxTable {
 public:
  MailboxTable() : control_(kSlots, kEmpty), boxes_(kSlots) {}

  bool put(std::uint64_t id, std::vector<std::uint8_t> payload) {
    std::size_t i = locate(id);
    for (std::size_t n = 0, s = home(id); i == kNone && n < kSlots; ++n, s = (s + 1) % kSlots)
      if (control_[s] != kUsed)
        i = s;
    if (i == kNone)
      return false;
    control_[i] = kUsed;
    boxes_[i].id = id;
    boxes_[i].payload = std::move(payload);
    return true;
  }

  bool read(std::uint64_t id, std::vector<std::uint8_t>& out) const {
    std::size_t i = locate(id);
    if (i == kNone)
      return false;
    out = boxes_[i].payload;
    return true;
  }

  bool remove(std::uint64_t id) {
    std::size_t i = locate(id);
    if (i == kNone)
      return false;
    control_[i] = kDeleted;  // expect: erase-without-reset
    return true;
  }

 private:
  enum : std::uint8_t { kEmpty, kUsed, kDeleted };
  enum : std::size_t { kSlots = 4096, kNone = ~static_cast<std::size_t>(0) };
  struct Box {
    std::uint64_t id = 0;
    std::vector<std::uint8_t> payload;
  };

  static std::size_t home(std::uint64_t id) { return (id * 0x9E3779B97F4A7C15ull >> 32) % kSlots; }

  std::size_t locate(std::uint64_t id) const {
    for (std::size_t n = 0, i = home(id); n < kSlots; ++n, i = (i + 1) % kSlots) {
      if (control_[i] == kEmpty)
        return kNone;
      if (control_[i] == kUsed && boxes_[i].id == id)
        return i;
    }
    return kNone;
  }

  std::vector<std::uint8_t> control_;
  std::vector<Box> boxes_;
};
