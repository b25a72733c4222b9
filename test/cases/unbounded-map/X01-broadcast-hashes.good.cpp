// case: X01-broadcast-hashes
// from: Zilliqa/zq1#362
// family: unbounded-map
// shape: each digest is queued with its time; a cleaner thread takes the expired ones out of the set
// mode: tidy
// flags:
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

using bytes = std::vector<unsigned char>;

struct Peer {
  uint32_t m_ipAddress = 0;
  uint16_t m_listenPort = 0;
};

constexpr unsigned char START_BYTE_NORMAL = 0x11;
constexpr unsigned char START_BYTE_BROADCAST = 0x22;
constexpr std::chrono::seconds BROADCAST_EXPIRY{600};

bytes Sha256Digest(const bytes& message);
bool WaitForMessage(uint16_t port, unsigned char& startByte, bytes& message, Peer& from);
void SendTo(const Peer& to, unsigned char startByte, const bytes& message);

class P2PComm {
 public:
  using Dispatcher = std::function<void(const bytes&, const Peer&)>;

  static P2PComm& GetInstance() {
    static P2PComm comm;
    return comm;
  }

  void SetNeighbours(std::vector<Peer> peers) { m_neighbours = std::move(peers); }
  void StartMessagePump(uint16_t port, const Dispatcher& dispatcher);
  void SendBroadcastMessage(const std::vector<Peer>& peers, const bytes& message);

 private:
  P2PComm() = default;
  P2PComm(const P2PComm&) = delete;
  P2PComm& operator=(const P2PComm&) = delete;

  bool MarkBroadcast(const bytes& hash);
  void RemoveExpiredHashes(std::chrono::steady_clock::time_point now);
  void ProcessBroadCastMsg(const bytes& message, const Peer& from, const Dispatcher& dispatcher);

  std::mutex m_broadcastHashesMutex;
  std::set<bytes> m_broadcastHashes;
  std::deque<std::pair<bytes, std::chrono::steady_clock::time_point>> m_broadcastToRemove;
  std::vector<Peer> m_neighbours;
};

bool P2PComm::MarkBroadcast(const bytes& hash) {
  std::lock_guard<std::mutex> guard(m_broadcastHashesMutex);
  if (!m_broadcastHashes.insert(hash).second) {
    return false;
  }
  m_broadcastToRemove.emplace_back(hash, std::chrono::steady_clock::now());
  return true;
}

void P2PComm::RemoveExpiredHashes(std::chrono::steady_clock::time_point now) {
  std::lock_guard<std::mutex> guard(m_broadcastHashesMutex);
  while (!m_broadcastToRemove.empty() && now - m_broadcastToRemove.front().second > BROADCAST_EXPIRY) {
    m_broadcastHashes.erase(m_broadcastToRemove.front().first);
    m_broadcastToRemove.pop_front();
  }
}

void P2PComm::SendBroadcastMessage(const std::vector<Peer>& peers, const bytes& message) {
  MarkBroadcast(Sha256Digest(message));
  for (const Peer& peer : peers) {
    SendTo(peer, START_BYTE_BROADCAST, message);
  }
}

void P2PComm::ProcessBroadCastMsg(const bytes& message, const Peer& from, const Dispatcher& dispatcher) {
  const bytes hash = Sha256Digest(message);
  if (!MarkBroadcast(hash)) {
    return;
  }
  for (const Peer& peer : m_neighbours) {
    if (peer.m_ipAddress != from.m_ipAddress) {
      SendTo(peer, START_BYTE_BROADCAST, message);
    }
  }
  dispatcher(message, from);
}

void P2PComm::StartMessagePump(uint16_t port, const Dispatcher& dispatcher) {
  std::thread([this]() {
    for (;;) {
      std::this_thread::sleep_for(std::chrono::seconds(10));
      RemoveExpiredHashes(std::chrono::steady_clock::now());
    }
  }).detach();
  unsigned char startByte = START_BYTE_NORMAL;
  bytes message;
  Peer from;
  while (WaitForMessage(port, startByte, message, from)) {
    if (startByte == START_BYTE_BROADCAST) {
      ProcessBroadCastMsg(message, from, dispatcher);
    } else {
      dispatcher(message, from);
    }
  }
}

void HandleMessage(const bytes& message, const Peer& from);

int main() {
  P2PComm::GetInstance().StartMessagePump(33133, HandleMessage);
}
