// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: benign look-alike: nobody calls release(), but sources are only declared while the configuration file is read, before serving
// mode: program
// flags:
#include "source.h"

bool request_sequence_header(const std::string &url, std::string &header);

bool Source::on_publish(int client) {
  if (publisher_ >= 0) return false;
  publisher_ = client;
  return request_sequence_header(url_, sequence_header_);
}

void Source::on_unpublish(int client) {
  if (publisher_ != client) return;
  publisher_ = -1;
  sequence_header_.clear();
}
