// A new map, or a new object around it, in the place of the old one is removal.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <memory>
#include <string>

using Table = std::map<std::string, int>;

static Table EmptiedOk;
void fill(const std::string &Key) { EmptiedOk[Key] = 1; }
void empty() { EmptiedOk = {}; }

static Table RenewedOk;
void fillRenewed(const std::string &Key) { RenewedOk[Key] = 1; }
void renew() { RenewedOk = Table(); }

static std::unique_ptr<Table> ResetOk(new Table);
void fillReset(const std::string &Key) { (*ResetOk)[Key] = 1; }
void drop() { ResetOk.reset(); }

static std::unique_ptr<Table> NulledOk(new Table);
void fillNulled(const std::string &Key) { (*NulledOk)[Key] = 1; }
void null() { NulledOk = nullptr; }

static std::shared_ptr<Table> ExchangedOk(new Table);
void fillExchanged(const std::string &Key) { (*ExchangedOk)[Key] = 1; }
void exchange() { ExchangedOk = std::make_shared<Table>(); }

struct State {
  Table Names;
  int Count = 0;
};
static State StateOk;
void fillState(const std::string &Key) { StateOk.Names[Key] = 1; }
void restart() { StateOk = State(); }

static std::unique_ptr<Table> CreatedBad;
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'CreatedBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void fillCreated(const std::string &Key) {
  if (!CreatedBad)
    CreatedBad = std::make_unique<Table>();
  (*CreatedBad)[Key] = 1;
}

struct Local {
  Table LocalCopiesBad;
// CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'LocalCopiesBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};
static Local Kept;
void fillKept(const std::string &Key) { Kept.LocalCopiesBad[Key] = 1; }
std::size_t look() {
  Local Copy;
  Copy = Kept;
  return Copy.LocalCopiesBad.size();
}
