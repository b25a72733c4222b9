// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: prepare and release keep the counter of unused statements, so the purge runs
// mode: program
// flags:
#include "stmt_manager.h"

std::uint64_t stmt_digest(const std::string &user, const std::string &schema, const std::string &query);

StmtInfoPtr StmtManager::prepare(const std::string &user, const std::string &schema, const std::string &query) {
  const std::uint64_t hash = stmt_digest(user, schema, query);
  rwlock_.wrlock();
  StmtInfoPtr stmt;
  auto it = by_hash_.find(hash);
  if (it != by_hash_.end()) {
    stmt = it->second;
    if (stmt->ref_client == 0) num_unused_--;
  } else {
    purge_unused();
    stmt = std::make_shared<StmtInfo>(hash, next_id_++, query);
    by_hash_.emplace(hash, stmt);
  }
  stmt->ref_client++;
  rwlock_.unlock();
  return stmt;
}

void StmtManager::release(const StmtInfoPtr &stmt) {
  rwlock_.wrlock();
  if (--stmt->ref_client == 0) num_unused_++;
  rwlock_.unlock();
}

void StmtManager::purge_unused() {
  // a pass over the map is expensive: only when there is something to gain
  if (by_hash_.size() <= max_stmts_cache_ || num_unused_ <= by_hash_.size() / 10) return;
  for (auto it = by_hash_.begin(); it != by_hash_.end();) {
    if (it->second->ref_client == 0)
      it = by_hash_.erase(it);
    else
      ++it;
  }
  num_unused_ = 0;
}

StmtMetrics StmtManager::metrics() {
  rwlock_.rdlock();
  const StmtMetrics m{by_hash_.size(), num_unused_};
  rwlock_.unlock();
  return m;
}
