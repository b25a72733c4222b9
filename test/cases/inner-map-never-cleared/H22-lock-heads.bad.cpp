// case: H22-lock-heads
// from: drasi-project/drasi-core#644 (Rust; same shape)
// family: inner-map-never-cleared
// shape: the mapped struct holds a set of owners and a queue; both are emptied, the head of the unlocked row is kept
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <cstdint>
#include <deque>
#include <llvm/ADT/DenseMap.h>
#include <set>

struct Demand {
  bool release;
  std::uint64_t row;
  std::uint32_t txn;
};
bool next_demand(Demand &d);
void grant(std::uint32_t txn, std::uint64_t row);

class LockTable {
 public:
  void acquire(std::uint64_t row, std::uint32_t txn) {
    LockHead &head = heads_[row];
    if (head.owners.empty()) {
      head.owners.insert(txn);
      grant(txn, row);
    } else {
      head.waiting.push_back(txn);
    }
  }
  void release(std::uint64_t row, std::uint32_t txn) {
    auto it = heads_.find(row);
    if (it == heads_.end()) return;
    LockHead &head = it->second;
    head.owners.erase(txn);  // expect: inner-map-never-cleared
    if (head.owners.empty() && !head.waiting.empty()) {
      const std::uint32_t next = head.waiting.front();
      head.waiting.pop_front();  // accept: inner-map-never-cleared
      head.owners.insert(next);
      grant(next, row);
    }
  }

 private:
  struct LockHead {
    std::set<std::uint32_t> owners;
    std::deque<std::uint32_t> waiting;
  };
  llvm::DenseMap<std::uint64_t, LockHead> heads_;  // accept: unbounded-map, inner-map-never-cleared
};

static LockTable locks;

int main() {
  Demand d;
  while (next_demand(d)) {
    if (d.release)
      locks.release(d.row, d.txn);
    else
      locks.acquire(d.row, d.txn);
  }
}
