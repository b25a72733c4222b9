// case: M13-tenant-usage
// from: M13 (storage gateway: usage table touched under the mutex of another table)
// family: unlocked-map-access
// shape: usage_ is guarded by usage_mutex_ in two files; the disconnect in a third erases from it under connections_mutex_ only
// mode: program
// flags:
#include <functional>
#include <thread>

#include "gateway.h"

int accept_connection(std::string &tenant);
bool read_request(int id, std::uint64_t &bytes);
bool wait_for_report();
void print(const std::vector<std::string> &lines);

static void serve(Gateway &gateway, int id, std::string tenant) {
  std::uint64_t bytes;
  while (read_request(id, bytes)) gateway.charge(tenant, bytes);
  gateway.disconnect(id);
}

int main() {
  static Gateway gateway;
  std::thread reporter([] {
    while (wait_for_report()) print(gateway.report());
  });
  std::string tenant;
  int id;
  while ((id = accept_connection(tenant)) >= 0) {
    gateway.connect(id, tenant);
    std::thread(serve, std::ref(gateway), id, tenant).detach();
  }
  reporter.join();
}
