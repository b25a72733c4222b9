// case: H17-path-hits
// from: postmates/cernan#1 (Rust; same shape)
// family: unbounded-map
// shape: QHash in a function-local static behind an accessor; the only clear() belongs to the teardown at the end of main
// mode: tidy
// flags:
#include <QHash>
#include <string>

bool next_request(std::string &path, bool &minute_over);
void publish(const std::string &path, long hits);

static QHash<std::string, long> &path_hits() {
  static QHash<std::string, long> hits;  // expect: unbounded-map
  return hits;
}

static void count(const std::string &path) {
  auto &hits = path_hits();
  auto it = hits.find(path);
  if (it == hits.end()) it = hits.insert(path, 0);
  ++it.value();
}

static void publish_all() {
  const auto &hits = path_hits();
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
