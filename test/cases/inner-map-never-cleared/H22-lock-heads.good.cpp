// case: H22-lock-heads
// from: drasi-project/drasi-core#644 (Rust; same shape)
// family: inner-map-never-cleared
// shape: a head without owners and waiters is erased by a helper
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
    head.owners.erase(txn);
    if (head.owners.empty() && !head.waiting.empty()) {
      const std::uint32_t next = head.waiting.front();
      head.waiting.pop_front();
      head.owners.insert(next);
      grant(next, row);
    }
    forget_if_unused(it);
  }

 private:
  struct LockHead {
    std::set<std::uint32_t> owners;
    std::deque<std::uint32_t> waiting;
  };
  using Heads = llvm::DenseMap<std::uint64_t, LockHead>;
  void forget_if_unused(Heads::iterator it) {
    if (it->second.owners.empty() && it->second.waiting.empty()) heads_.erase(it);
  }
  Heads heads_;
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
