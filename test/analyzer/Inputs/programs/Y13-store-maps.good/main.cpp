// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: commit takes the pair around every change set
// mode: program
// flags:
#include <thread>
#include <vector>

#include "store.h"
#include "transaction.h"

struct Request {
  enum Verb { PUT, GET, DROP } verb = GET;
  std::string map;
  std::string key;
  std::string value;
};

bool next_request(Request& request);
void reply(const std::string& text);
bool wait_for_global_commit(kv::Version& v);

static void serve(kv::Store& store)
{
  Request request;
  while (next_request(request))
  {
    switch (request.verb)
    {
      case Request::PUT:
      {
        kv::CommittableTx tx(store);
        tx.put(request.map, request.key, request.value);
        reply(tx.commit() == kv::CommitResult::SUCCESS ? "ok" : "conflict");
        break;
      }
      case Request::GET:
      {
        std::string value;
        auto map = store.get_map(request.map);
        reply(map && map->read(request.key, value) ? value : "none");
        break;
      }
      case Request::DROP:
        store.drop_map(request.map);
        reply("ok");
        break;
    }
  }
}

int main()
{
  kv::Store store;
  std::vector<std::thread> workers;
  for (int i = 0; i < 2; ++i)
  {
    workers.emplace_back(serve, std::ref(store));
  }

  kv::Version committed = 0;
  while (wait_for_global_commit(committed))
  {
    store.compact(committed);
  }
  for (auto& worker : workers)
  {
    worker.join();
  }
}
