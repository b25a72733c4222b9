// case: H17-path-hits
// from: postmates/cernan#1 (Rust; same shape)
// family: unbounded-map
// shape: each report takes the whole table away (std::exchange with an empty one)
// mode: tidy
// flags:
#include <QHash>
#include <string>
#include <utility>

bool next_request(std::string &path, bool &minute_over);
void publish(const std::string &path, long hits);

static QHash<std::string, long> &path_hits() {
  static QHash<std::string, long> hits;
  return hits;
}

static void count(const std::string &path) {
  auto &hits = path_hits();
  auto it = hits.find(path);
  if (it == hits.end()) it = hits.insert(path, 0);
  ++it.value();
}

static void publish_all() {
  const auto hits = std::exchange(path_hits(), QHash<std::string, long>());
  for (auto it = hits.cbegin(); it != hits.cend(); ++it) publish(it.key(), it.value());
}

static void shutdown_metrics() { path_hits().clear(); }

int main() {
  std::string path;
  bool minute_over;
  while (next_request(path, minute_over)) {
    count(path);
    if (minute_over) publish_all();
  }
  shutdown_metrics();
}
