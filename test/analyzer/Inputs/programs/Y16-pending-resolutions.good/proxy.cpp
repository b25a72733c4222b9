// case: Y16-pending-resolutions
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: the helper keeps key and map, and looks the list up again when it is destroyed
// mode: program
// flags:
#include <map>

#include "dns_cache.h"

struct Event {
  enum Type { NewStream, Resolved, StreamReset } type = NewStream;
  uint64_t stream_id = 0;
  std::string host;
  uint32_t address = 0;
};

bool nextEvent(Event& event);
void connectUpstream(uint64_t stream_id, uint32_t address);
void sendLocalReply(uint64_t stream_id, int code);

namespace {

class ProxyFilter : public LoadDnsCacheEntryCallbacks {
public:
  explicit ProxyFilter(uint64_t stream_id) : stream_id_(stream_id) {}

  void decodeHeaders(DnsCacheImpl& cache, const std::string& host) {
    handle_ = cache.loadDnsCacheEntry(host, *this);
  }

  void onLoadDnsCacheComplete(const std::string&, uint32_t address) override {
    if (address == 0) {
      sendLocalReply(stream_id_, 503);
    } else {
      connectUpstream(stream_id_, address);
    }
  }

private:
  const uint64_t stream_id_;
  LoadDnsCacheEntryHandlePtr handle_;
};

} // namespace

int main() {
  DnsCacheImpl cache;
  std::map<uint64_t, std::unique_ptr<ProxyFilter>> streams;

  Event event;
  while (nextEvent(event)) {
    switch (event.type) {
    case Event::NewStream: {
      auto filter = std::make_unique<ProxyFilter>(event.stream_id);
      filter->decodeHeaders(cache, event.host);
      streams[event.stream_id] = std::move(filter);
      break;
    }
    case Event::Resolved:
      cache.onResolved(event.host, event.address);
      break;
    case Event::StreamReset:
      streams.erase(event.stream_id);
      break;
    }
  }
}
