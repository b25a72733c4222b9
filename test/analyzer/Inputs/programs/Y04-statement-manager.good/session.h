// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: prepare and release keep the counter of unused statements, so the purge runs
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "stmt_manager.h"

struct Packet {
  enum Command { COM_QUERY, COM_STMT_PREPARE, COM_STMT_EXECUTE, COM_STMT_CLOSE, COM_QUIT } command = COM_QUIT;
  std::uint32_t stmt_id = 0;
  std::string payload;
};

class Session {
 public:
  Session(int fd, StmtManager &stmts);
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  void run();

 private:
  void handle(const Packet &packet);
  void prepare(const std::string &query);
  void close_stmt(std::uint32_t stmt_id);

  const int fd_;
  StmtManager &stmts_;
  std::string user_;
  std::string schema_;
  std::uint32_t next_client_id_ = 1;
  std::map<std::uint32_t, StmtInfoPtr> local_stmts_;
};
