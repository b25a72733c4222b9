// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: the purge beyond max_stmts_cache runs only when enough statements are unused, but after a rewrite nobody updates the counter of unused statements
// mode: program
// flags:
#include "session.h"

#include <unistd.h>

bool read_packet(int fd, Packet &packet);
bool authenticate(int fd, std::string &user, std::string &schema);
void send_prepare_ok(int fd, std::uint32_t stmt_id);
void execute_on_backend(int fd, const std::string &query, const std::string &parameters);

Session::Session(int fd, StmtManager &stmts) : fd_(fd), stmts_(stmts) {}

Session::~Session() {
  for (auto &entry : local_stmts_) stmts_.release(entry.second);
  ::close(fd_);
}

void Session::run() {
  if (!authenticate(fd_, user_, schema_)) return;
  Packet packet;
  while (read_packet(fd_, packet) && packet.command != Packet::COM_QUIT) handle(packet);
}

void Session::handle(const Packet &packet) {
  switch (packet.command) {
    case Packet::COM_QUERY:
      execute_on_backend(fd_, packet.payload, std::string());
      break;
    case Packet::COM_STMT_PREPARE:
      prepare(packet.payload);
      break;
    case Packet::COM_STMT_EXECUTE: {
      auto it = local_stmts_.find(packet.stmt_id);
      if (it != local_stmts_.end()) execute_on_backend(fd_, it->second->query, packet.payload);
      break;
    }
    case Packet::COM_STMT_CLOSE:
      close_stmt(packet.stmt_id);
      break;
    case Packet::COM_QUIT:
      break;
  }
}

void Session::prepare(const std::string &query) {
  StmtInfoPtr stmt = stmts_.prepare(user_, schema_, query);
  const std::uint32_t id = next_client_id_++;
  local_stmts_.emplace(id, std::move(stmt));
  send_prepare_ok(fd_, id);
}

void Session::close_stmt(std::uint32_t stmt_id) {
  auto it = local_stmts_.find(stmt_id);
  if (it == local_stmts_.end()) return;
  stmts_.release(it->second);
  local_stmts_.erase(it);
}
