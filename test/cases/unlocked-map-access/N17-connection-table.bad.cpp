// case: N17-connection-table
// from: fresh
// family: unlocked-map-access
// shape: C-style lock()/unlock() calls on a global mutex: after the unlock one more look at the map decides whether to wake the reaper
// mode: tidy
// flags:
#include <condition_variable>
#include <cstdint>
#include <ctime>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

struct ConnInfo {
  std::uint32_t address = 0;
  std::time_t lastRead = 0;
};

std::mutex g_connMutex;
std::condition_variable g_connsGone;
std::unordered_map<int, ConnInfo> g_conns;
bool g_draining = false;

}  // namespace

void closeSocket(int fd);
int acceptOne(std::uint32_t& address);
bool waitReadable(int& fd, bool& hangup);

void connOpened(int fd, std::uint32_t address) {
  g_connMutex.lock();
  g_conns[fd] = ConnInfo{address, std::time(nullptr)};
  g_connMutex.unlock();
}

void connRead(int fd) {
  g_connMutex.lock();
  auto it = g_conns.find(fd);
  if (it != g_conns.end())
    it->second.lastRead = std::time(nullptr);
  g_connMutex.unlock();
}

void connClosed(int fd) {
  g_connMutex.lock();
  const bool known = g_conns.erase(fd) != 0;
  const bool draining = g_draining;
  g_connMutex.unlock();
  if (known)
    closeSocket(fd);
  if (draining && g_conns.empty())  // expect: unlocked-map-access
    g_connsGone.notify_all();
}

void dropIdle(std::time_t limit) {
  std::vector<int> idle;
  g_connMutex.lock();
  for (const auto& [fd, info] : g_conns) {
    if (info.lastRead < limit)
      idle.push_back(fd);
  }
  g_connMutex.unlock();
  for (int fd : idle)
    connClosed(fd);
}

void drain() {
  std::unique_lock<std::mutex> lock(g_connMutex);
  g_draining = true;
  g_connsGone.wait(lock, [] { return g_conns.empty(); });
}

static void readerLoop() {
  int fd = -1;
  bool hangup = false;
  while (waitReadable(fd, hangup)) {
    if (hangup)
      connClosed(fd);
    else
      connRead(fd);
    dropIdle(std::time(nullptr) - 300);
  }
}

int main() {
  std::thread reader(readerLoop);
  std::uint32_t address = 0;
  for (int fd = acceptOne(address); fd >= 0; fd = acceptOne(address))
    connOpened(fd, address);
  drain();
  reader.join();
}
