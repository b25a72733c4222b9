// case: Q21-table-catalog
// from: fresh
// family: unlocked-map-access
// shape: benign look-alike: two deferred locks are taken together by std::lock before the catalog is touched
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

class Table
{
public:
  void put(const std::string& key, const std::string& value)
  {
    std::lock_guard<std::mutex> guard(rowsLock);
    if (value.empty())
      rows.erase(key);
    else
      rows[key] = value;
  }

private:
  std::mutex rowsLock;
  std::map<std::string, std::string> rows;
};

struct Write
{
  std::string table;
  std::string key;
  std::string value;
};

struct Transaction
{
  std::vector<std::string> created;
  std::vector<Write> writes;
};

class Catalog
{
public:
  bool commit(const Transaction& tx)
  {
    std::unique_lock<std::mutex> guard(tablesLock, std::defer_lock);
    std::unique_lock<std::mutex> sequence(sequenceLock, std::defer_lock);
    std::lock(guard, sequence);
    for (const auto& name : tx.created)
    {
      if (!tables.emplace(name, std::make_shared<Table>()).second)
        return false;
    }

    std::vector<std::shared_ptr<Table>> targets;
    targets.reserve(tx.writes.size());
    for (const auto& write : tx.writes)
    {
      auto it = tables.find(write.table);
      if (it == tables.end())
        return false;
      targets.push_back(it->second);
    }
    ++lastCommit;
    for (std::size_t i = 0; i < targets.size(); ++i)
      targets[i]->put(tx.writes[i].key, tx.writes[i].value);
    return true;
  }

  bool drop(const std::string& name)
  {
    std::lock_guard<std::mutex> guard(tablesLock);
    return tables.erase(name) != 0;
  }

  std::uint64_t sequenceNumber()
  {
    std::lock_guard<std::mutex> guard(sequenceLock);
    return lastCommit;
  }

private:
  std::mutex tablesLock;
  std::map<std::string, std::shared_ptr<Table>> tables;
  std::mutex sequenceLock;
  std::uint64_t lastCommit = 0;
};

bool receive(int port, Transaction& tx, std::string& dropped);
void acknowledge(int port, bool ok, std::uint64_t sequence);

static void serve(Catalog& catalog, int port)
{
  Transaction tx;
  std::string dropped;
  while (receive(port, tx, dropped))
  {
    const bool ok = dropped.empty() ? catalog.commit(tx) : catalog.drop(dropped);
    acknowledge(port, ok, catalog.sequenceNumber());
  }
}

int main()
{
  Catalog catalog;
  std::thread replica([&catalog] { serve(catalog, 7001); });
  serve(catalog, 7000);
  replica.join();
}
