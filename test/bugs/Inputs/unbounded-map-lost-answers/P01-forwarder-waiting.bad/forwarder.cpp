// case: P01-forwarder-waiting
// from: fresh
// family: unbounded-map
// shape: a DNS forwarder keeps a record per forwarded query; only the arrival of the answer removes it, lost answers stay for ever
// mode: program
// flags:
#include "forwarder.h"

#include <cstdio>

static void patch_id(std::string &bytes, std::uint16_t id) {
  if (bytes.size() < 2) return;
  bytes[0] = static_cast<char>(id >> 8);
  bytes[1] = static_cast<char>(id & 0xff);
}

Forwarder::Forwarder(Loop &loop, int client_fd, int upstream_fd, std::string upstream)
    : client_fd_(client_fd), upstream_fd_(upstream_fd), upstream_(std::move(upstream)) {
  loop.on_readable(client_fd_, [this](int fd) { client_readable(fd); });
  loop.on_readable(upstream_fd_, [this](int fd) { upstream_readable(fd); });
  loop.every(std::chrono::seconds(30), [this] {
    std::printf("forwarded %llu unmatched %llu\n", static_cast<unsigned long long>(forwarded_),
                static_cast<unsigned long long>(unmatched_));
  });
}

void Forwarder::client_readable(int fd) {
  Datagram in;
  while (receive_from(fd, in)) {
    Question q;
    if (!parse_question(in.bytes, q)) continue;
    const std::uint16_t id = next_id_++;
    waiting_.insert_or_assign(QueryKey(id, q.name), Waiting{in.peer, q.id, Clock::now()});
    patch_id(in.bytes, id);
    send_to(upstream_fd_, upstream_, in.bytes);
    ++forwarded_;
  }
}

void Forwarder::upstream_readable(int fd) {
  Datagram in;
  while (receive_from(fd, in)) {
    Question q;
    if (!parse_question(in.bytes, q)) continue;
    auto it = waiting_.find(QueryKey(q.id, q.name));
    if (it == waiting_.end()) {
      ++unmatched_;
      continue;
    }
    patch_id(in.bytes, it->second.client_id);
    send_to(client_fd_, it->second.client, in.bytes);
    waiting_.erase(it);
  }
}
