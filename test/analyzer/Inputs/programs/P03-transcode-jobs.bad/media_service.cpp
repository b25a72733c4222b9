// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: a running conversion is registered under a client's token; the worker's success report removes it, the failure report only answers
// mode: program
// flags:
#include "media_service.h"

void send_status(int client, int code, const std::string &text);

MediaService::MediaService(unsigned workers) : pool_(*this, workers) {}

bool MediaService::convert(int client, const std::string &token, const std::string &source,
                           const std::string &profile) {
  {
    std::lock_guard<std::mutex> guard(mutex_);
    const Running entry{client, source, std::chrono::steady_clock::now()};
    if (!running_.emplace(token, entry).second) return false;
  }
  pool_.submit(Conversion{token, source, profile});
  return true;
}

std::string MediaService::status(const std::string &token) const {
  std::lock_guard<std::mutex> guard(mutex_);
  auto it = running_.find(token);
  if (it == running_.end()) return "unknown";
  const auto age = std::chrono::steady_clock::now() - it->second.started;
  return it->second.source + " " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(age).count());
}

int MediaService::client_of(const std::string &token) const {
  std::lock_guard<std::mutex> guard(mutex_);
  auto it = running_.find(token);
  return it == running_.end() ? -1 : it->second.client;
}
