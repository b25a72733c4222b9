// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: a member map of a pooled link that lives as long as the process gains a name per distinct query; only disconnect() at exit clears it
// mode: program
// flags:
#include <memory>
#include <vector>

#include "link.h"

struct Query {
  int client = -1;
  std::string sql;
  std::string arguments;
};
bool next_query(Query &query);
void reply(int client, const std::string &rows);
int connect_server();

int main() {
  std::vector<std::unique_ptr<ServerLink>> pool;
  for (int i = 0; i < 8; ++i) pool.push_back(std::make_unique<ServerLink>(connect_server()));
  Query q;
  while (next_query(q)) {
    for (const auto &link : pool) {
      if (link->busy()) continue;
      link->acquire();
      reply(q.client, link->execute(q.sql, q.arguments));
      link->release();
      break;
    }
  }
  for (const auto &link : pool) link->disconnect();
}
