// case: N17-connection-table
// from: fresh
// family: unlocked-map-access
// shape: helpers touch the map without locking, but each takes the caller's unique_lock as a proof parameter; the last look is made before the unlock
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

using Held = std::unique_lock<std::mutex>;

std::mutex g_connMutex;
std::condition_variable g_connsGone;
std::unordered_map<int, ConnInfo> g_conns;
bool g_draining = false;

ConnInfo* infoOf(const Held&, int fd) {
  auto it = g_conns.find(fd);
  return it == g_conns.end() ? nullptr : &it->second;
}

bool forget(const Held&, int fd) { return g_conns.erase(fd) != 0; }

}  // namespace

void closeSocket(int fd);
int acceptOne(std::uint32_t& address);
bool waitReadable(int& fd, bool& hangup);

void connOpened(int fd, std::uint32_t address) {
  Held held(g_connMutex);
  g_conns[fd] = ConnInfo{address, std::time(nullptr)};
}

void connRead(int fd) {
  Held held(g_connMutex);
  if (ConnInfo* info = infoOf(held, fd))
    info->lastRead = std::time(nullptr);
}

void connClosed(int fd) {
  Held held(g_connMutex);
  const bool known = forget(held, fd);
  const bool last = g_draining && g_conns.empty();
  held.unlock();
  if (known)
    closeSocket(fd);
  if (last)
    g_connsGone.notify_all();
}

void dropIdle(std::time_t limit) {
  std::vector<int> idle;
  Held held(g_connMutex);
  for (const auto& [fd, info] : g_conns) {
    if (info.lastRead < limit)
      idle.push_back(fd);
  }
  held.unlock();
  for (int fd : idle)
    connClosed(fd);
}

void drain() {
  Held held(g_connMutex);
  g_draining = true;
  g_connsGone.wait(held, [] { return g_conns.empty(); });
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
