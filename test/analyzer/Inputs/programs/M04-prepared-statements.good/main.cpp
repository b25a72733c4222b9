// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: the map only grows, but it is a member of a Transaction that lives for one client transaction; the long-lived link has none
// mode: program
// flags:
#include <memory>
#include <vector>

#include "transaction.h"

struct Query {
  int client = -1;
  bool last = false;
  std::string sql;
  std::string arguments;
};
bool accept_client(int &client);
bool next_query(int client, Query &query);
void reply(int client, const std::string &rows);
int connect_server();

static void serve_transaction(int client, ServerLink &link) {
  auto transaction = std::make_unique<Transaction>(link);
  Query q;
  while (next_query(client, q)) {
    reply(client, transaction->execute(q.sql, q.arguments));
    if (q.last) break;
  }
}

int main() {
  std::vector<std::unique_ptr<ServerLink>> pool;
  for (int i = 0; i < 8; ++i) pool.push_back(std::make_unique<ServerLink>(connect_server()));
  std::size_t turn = 0;
  int client;
  while (accept_client(client)) serve_transaction(client, *pool[turn++ % pool.size()]);
}
