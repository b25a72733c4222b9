// case: H20-account-watchers
// from: XRPLF/clio#402
// family: inner-map-never-cleared
// shape: the session leaves every set; empty sets stay, but the accounts are those of the configuration (constructor)
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <set>
#include <string>

struct Request {
  enum { WatchLedger, WatchAccount, Closed, Changed } kind;
  std::uint64_t session;
  std::string account;
};
bool next_request(Request &r);
void notify(std::uint64_t session, const std::string &account);

class Feeds {
 public:
  explicit Feeds(const std::set<std::string> &configured) {
    for (const std::string &account : configured) accounts_.try_emplace(account);
  }
  void watch_ledger(std::uint64_t session) { ledger_.insert(session); }
  void watch_account(std::uint64_t session, const std::string &account) {
    auto it = accounts_.find(account);
    if (it != accounts_.end()) it->second.insert(session);
  }
  void changed(const std::string &account) const {
    for (std::uint64_t session : ledger_) notify(session, account);
    auto it = accounts_.find(account);
    if (it == accounts_.end()) return;
    for (std::uint64_t session : it->second) notify(session, account);
  }
  void closed(std::uint64_t session) {
    ledger_.erase(session);
    for (auto &entry : accounts_) entry.second.erase(session);
  }

 private:
  std::set<std::uint64_t> ledger_;
  std::map<std::string, std::set<std::uint64_t>> accounts_;
};

std::set<std::string> configured_accounts();
static Feeds feeds(configured_accounts());

int main() {
  Request r;
  while (next_request(r)) {
    if (r.kind == Request::WatchLedger) feeds.watch_ledger(r.session);
    if (r.kind == Request::WatchAccount) feeds.watch_account(r.session, r.account);
    if (r.kind == Request::Changed) feeds.changed(r.account);
    if (r.kind == Request::Closed) feeds.closed(r.session);
  }
}
