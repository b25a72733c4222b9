// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: a running conversion is registered under a client's token; the worker's success report removes it, the failure report only answers
// mode: program
// flags:
#include "media_service.h"

void send_status(int client, int code, const std::string &text);

void MediaService::converted(const std::string &token, const std::string &file) {
  const int client = client_of(token);
  {
    std::lock_guard<std::mutex> guard(mutex_);
    running_.erase(token);
  }
  if (client >= 0) send_status(client, 200, file);
}

void MediaService::rejected(const std::string &token, const std::string &why) {
  const int client = client_of(token);
  if (client >= 0) send_status(client, 500, why);
}
