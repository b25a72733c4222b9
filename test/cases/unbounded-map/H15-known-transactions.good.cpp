// case: H15-known-transactions
// from: EOSIO/eos#2211
// family: unbounded-map
// shape: benign look-alike: the tracker belongs to one catch-up session, an object that lives for one request
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/StringMap.h>
#include <string>

bool next_request(unsigned &peer);
bool next_transaction_of(unsigned peer, std::string &id);
void forward(llvm::StringRef id);

struct TxState {
  unsigned peers_told = 0;
};

class TxTracker {
 public:
  bool known(llvm::StringRef id) const { return seen_.count(id) != 0; }
  void heard(llvm::StringRef id) { ++seen_.try_emplace(id).first->second.peers_told; }

 private:
  llvm::StringMap<TxState> seen_;
};

class CatchUp {
 public:
  explicit CatchUp(unsigned peer) : peer_(peer) {}
  void run() {
    std::string id;
    while (next_transaction_of(peer_, id)) {
      if (!transactions_.known(id)) forward(id);
      transactions_.heard(id);
    }
  }

 private:
  unsigned peer_;
  TxTracker transactions_;
};

class Node {
 public:
  void on_request(unsigned peer) {
    CatchUp session(peer);
    session.run();
    ++served_;
  }

 private:
  unsigned long served_ = 0;
};

int main() {
  Node node;
  unsigned peer;
  while (next_request(peer)) node.on_request(peer);
}
