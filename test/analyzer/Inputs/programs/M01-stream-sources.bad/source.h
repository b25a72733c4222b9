// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: a source per published url; release() exists but is reached only from release_vhost(), which nobody calls
// mode: program
// flags:
#pragma once
#include <set>
#include <string>

class Source {
 public:
  explicit Source(std::string url) : url_(std::move(url)) {}
  bool on_publish(int client);
  void on_unpublish(int client);
  void on_play(int client) { viewers_.insert(client); }
  void on_stop(int client) { viewers_.erase(client); }
  bool idle() const { return publisher_ < 0 && viewers_.empty(); }
  const std::string &url() const { return url_; }

 private:
  std::string url_;
  std::string sequence_header_;
  std::set<int> viewers_;
  int publisher_ = -1;
};
