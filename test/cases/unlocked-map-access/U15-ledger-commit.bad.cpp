// case: U15-ledger-commit
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: the mutex of the table list is taken only if the transaction makes tables itself, the list is searched in any case
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct Table {
  std::string name;
  std::uint64_t bornAt = 0;
  std::uint64_t rows = 0;
};

struct Change {
  std::string table;
  std::uint64_t rows;
};

struct Transaction {
  std::uint64_t readVersion = 0;
  std::vector<std::string> newTables;
  std::vector<Change> changes;
};

class Ledger {
 public:
  std::shared_ptr<Table> table(const std::string& name) const {
    std::lock_guard<std::mutex> guard(tablesLock_);
    auto it = tables_.find(name);
    return it == tables_.end() ? nullptr : it->second;
  }

  void dropTable(const std::string& name) {
    std::lock_guard<std::mutex> guard(tablesLock_);
    tables_.erase(name);
  }

  bool commit(const Transaction& tx) {
    std::unique_lock<std::mutex> guard(tablesLock_, std::defer_lock);
    if (!tx.newTables.empty())
      guard.lock();

    std::vector<std::shared_ptr<Table>> touched;
    for (const Change& change : tx.changes) {
      auto it = tables_.find(change.table);  // expect: unlocked-map-access
      if (it == tables_.end() || it->second->bornAt > tx.readVersion)  // accept: unlocked-map-access
        return false;
      touched.push_back(it->second);  // accept: unlocked-map-access
    }
    for (const std::string& name : tx.newTables) {
      auto fresh = std::make_shared<Table>();
      fresh->name = name;
      fresh->bornAt = tx.readVersion + 1;
      tables_.emplace(name, fresh);
    }
    return apply(tx, touched);
  }

 private:
  static bool apply(const Transaction& tx, const std::vector<std::shared_ptr<Table>>& touched);

  mutable std::mutex tablesLock_;
  std::map<std::string, std::shared_ptr<Table>> tables_;
};
