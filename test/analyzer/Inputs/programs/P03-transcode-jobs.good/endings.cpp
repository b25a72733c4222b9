// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: both endings of a conversion run the std::function stored with the job, which was built where the job was registered and erases it
// mode: program
// flags:
#include "media_service.h"

void send_status(int client, int code, const std::string &text);

void MediaService::converted(const std::string &token, const std::string &file) {
  const int client = client_of(token);
  if (client >= 0) send_status(client, 200, file);
}

void MediaService::rejected(const std::string &token, const std::string &why) {
  const int client = client_of(token);
  if (client >= 0) send_status(client, 500, why);
}

void MediaService::leave(const std::string &token) {
  std::lock_guard<std::mutex> guard(mutex_);
  running_.erase(token);
}
