// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: the purge beyond max_stmts_cache runs only when enough statements are unused, but after a rewrite nobody updates the counter of unused statements
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "rwlock.h"

struct StmtInfo {
  StmtInfo(std::uint64_t h, std::uint32_t i, std::string q) : hash(h), id(i), query(std::move(q)) {}

  const std::uint64_t hash;
  const std::uint32_t id;
  const std::string query;
  int ref_client = 0;
};
using StmtInfoPtr = std::shared_ptr<StmtInfo>;

struct StmtMetrics {
  std::size_t cached;
  std::size_t unused;
};

/// Prepared statements shared by all sessions, indexed by the digest of user, schema and text.
class StmtManager {
 public:
  explicit StmtManager(std::size_t max_stmts_cache) : max_stmts_cache_(max_stmts_cache) {}

  StmtInfoPtr prepare(const std::string &user, const std::string &schema, const std::string &query);
  void release(const StmtInfoPtr &stmt);
  StmtMetrics metrics();

 private:
  void purge_unused();  // write lock held

  RWLock rwlock_;
  const std::size_t max_stmts_cache_;
  std::map<std::uint64_t, StmtInfoPtr> by_hash_;  // expect: unbounded-map
  std::uint32_t next_id_ = 1;
  std::size_t num_unused_ = 0;
};
