// case: H11-event-tallies
// from: algorand/go-algorand#3040 (Go; same shape), prometheus label values
// family: unbounded-map
// shape: counters grow inside a macro; one of the keys is built from the requested path
// mode: tidy
// flags:
#include <cstdio>
#include <string>
#include <unordered_map>

#define TALLY(table, key) (++(table)[(key)])

namespace web {

static std::unordered_map<std::string, unsigned long> tallies;  // expect: unbounded-map

struct Response {
  std::string path;
  int status;
  bool secure;
};

void on_response(const Response &r) {
  TALLY(tallies, "responses");
  TALLY(tallies, r.secure ? "tls" : "plain");
  TALLY(tallies, "path" + r.path);
}

void dump() {
  for (const auto &entry : tallies) std::printf("%s %lu\n", entry.first.c_str(), entry.second);
}

}  // namespace web
