// case: H15-known-transactions
// from: EOSIO/eos#2211
// family: unbounded-map
// shape: llvm::StringMap three owners below the object in main; transactions enter it and there is no exit criterion
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/StringMap.h>
#include <string>

bool next_transaction(std::string &id, unsigned &peer);
void forward(llvm::StringRef id);

struct TxState {
  unsigned peers_told = 0;
};

class TxTracker {
 public:
  bool known(llvm::StringRef id) const { return seen_.count(id) != 0; }
  void heard(llvm::StringRef id) { ++seen_.try_emplace(id).first->second.peers_told; }

 private:
  llvm::StringMap<TxState> seen_;  // expect: unbounded-map
};

struct Gossip {
  TxTracker transactions;
  unsigned long forwarded = 0;
};

class Node {
 public:
  void on_transaction(llvm::StringRef id) {
    if (!gossip_.transactions.known(id)) {
      forward(id);
      ++gossip_.forwarded;
    }
    gossip_.transactions.heard(id);
  }

 private:
  Gossip gossip_;
};

int main() {
  Node node;
  std::string id;
  unsigned peer;
  while (next_transaction(id, peer)) node.on_transaction(id);
}
