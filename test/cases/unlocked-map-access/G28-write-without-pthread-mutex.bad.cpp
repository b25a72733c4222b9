// case: G28-write-without-pthread-mutex
// from: trailofbits/polytracker#25
// family: unlocked-map-access
// shape: one C-style function writes the map of a shared struct without the pthread mutex beside it
// mode: tidy
#include <map>
#include <pthread.h>

struct PortTable {
  pthread_mutex_t mutex;
  std::map<int, int> owners; // port -> process
};

void *monitor(void *arg);

PortTable *startTable() {
  auto *table = new PortTable;
  pthread_mutex_init(&table->mutex, nullptr);
  pthread_t thread;
  pthread_create(&thread, nullptr, monitor, table);
  pthread_detach(thread);
  return table;
}

int claimPort(PortTable *table, int port, int process) {
  pthread_mutex_lock(&table->mutex);
  bool fresh = table->owners.emplace(port, process).second;
  pthread_mutex_unlock(&table->mutex);
  return fresh ? 0 : -1;
}

void releasePort(PortTable *table, int port) {
  pthread_mutex_lock(&table->mutex);
  table->owners.erase(port);
  pthread_mutex_unlock(&table->mutex);
}

int ownerOf(PortTable *table, int port) {
  pthread_mutex_lock(&table->mutex);
  auto it = table->owners.find(port);
  int process = it == table->owners.end() ? -1 : it->second;
  pthread_mutex_unlock(&table->mutex);
  return process;
}

void handOver(PortTable *table, int port, int process) {
  if (process > 0)
    table->owners[port] = process; // expect: unlocked-map-access
}
