// case: G12-pointer-over-ensure-helper
// from: seed (F14FastMap moves its values, F14NodeMap does not)
// family: escaping-element
// shape: a pointer to a mapped value is used after a helper that takes the map by reference inserted another key (F14FastMap moves values)
// mode: tidy
#include <folly/container/F14Map.h>
#include <string>

struct Account {
  long cents = 0;
  int moves = 0;
};

using Ledger = folly::F14FastMap<std::string, Account>;

// Opens the account on its first use.
static void ensure(Ledger &ledger, const std::string &owner) {
  if (!owner.empty())
    ledger.try_emplace(owner);
}

void transfer(Ledger &ledger, const std::string &from, const std::string &to, long cents) {
  ensure(ledger, from);
  auto payerPos = ledger.find(from);
  if (payerPos == ledger.end())
    return;
  Account *payer = &payerPos->second;
  ensure(ledger, to);
  auto payee = ledger.find(to);
  if (payee == ledger.end())
    return;
  payee->second.cents += cents;
  payer->cents -= cents;        // expect: escaping-element
  payer->moves++;               // accept: escaping-element
}
