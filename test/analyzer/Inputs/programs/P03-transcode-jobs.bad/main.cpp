// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: a running conversion is registered under a client's token; the worker's success report removes it, the failure report only answers
// mode: program
// flags:
#include "media_service.h"

struct Request {
  int client;
  bool query;
  std::string token, source, profile;
};
bool next_request(Request &r);
void send_status(int client, int code, const std::string &text);

int main() {
  MediaService service(2);
  Request r;
  while (next_request(r)) {
    if (r.query)
      send_status(r.client, 200, service.status(r.token));
    else if (!service.convert(r.client, r.token, r.source, r.profile))
      send_status(r.client, 409, "token in use");
  }
}
