// case: K51-spinlock-of-the-project
// from: pattern of home-made lock functions in C style
// family: unlocked-map-access
// shape: a removal is made without the lock functions of the project, which wrap an atomic flag
// mode: tidy
#include <atomic>
#include <map>
#include <string>

struct Spin {
  std::atomic_flag flag = ATOMIC_FLAG_INIT;
  void lock() {
    while (flag.test_and_set(std::memory_order_acquire)) {
    }
  }
  void unlock() { flag.clear(std::memory_order_release); }
};

static Spin routesLock;
static std::map<std::string, int> routes;

static inline void spin_acquire(Spin *spin) { spin->lock(); }
static inline void spin_release(Spin *spin) { spin->unlock(); }

void addRoute(const std::string &prefix, int port) {
  spin_acquire(&routesLock);
  routes[prefix] = port;
  spin_release(&routesLock);
}

int findRoute(const std::string &prefix) {
  spin_acquire(&routesLock);
  auto it = routes.find(prefix);
  int port = it == routes.end() ? -1 : it->second;
  spin_release(&routesLock);
  return port;
}

void dropRoute(const std::string &prefix) {
  routes.erase(prefix); // expect: unlocked-map-access
}
