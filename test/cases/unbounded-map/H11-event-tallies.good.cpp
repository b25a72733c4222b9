// case: H11-event-tallies
// from: algorand/go-algorand#3040 (Go; same shape), prometheus label values
// family: unbounded-map
// shape: benign look-alike: the same macro on literals, enum, bool, remainder and type keys; the weights are filled when still empty
// mode: tidy
// flags:
#include <map>
#include <string>
#include <typeindex>
#include <unordered_map>

#define TALLY(table, key) (++(table)[(key)])

bool next_weight(std::string &kind, int &weight);

namespace web {

enum class Method { Get, Put, Post, Other };

struct Response {
  unsigned session;
  Method method;
  bool secure;
  std::string kind;
};

static std::unordered_map<std::string, unsigned long> tallies;
static std::map<Method, unsigned long> by_method;
static std::map<bool, unsigned long> by_tls;
static std::unordered_map<unsigned, unsigned long> by_lane;
static std::unordered_map<std::type_index, unsigned long> by_type;
static std::map<std::string, int> weights;

class Handler {
 public:
  virtual ~Handler() = default;
  virtual void run(const Response &r) = 0;
};

static int weight_of(const std::string &kind) {
  if (weights.empty()) {
    std::string name;
    int weight;
    while (next_weight(name, weight)) weights.emplace(name, weight);
  }
  auto it = weights.find(kind);
  return it == weights.end() ? 1 : it->second;
}

void on_response(const Response &r, Handler &handler) {
  handler.run(r);
  TALLY(tallies, "responses");
  TALLY(tallies, weight_of(r.kind) > 10 ? "heavy" : "light");
  TALLY(by_method, r.method);
  TALLY(by_tls, r.secure);
  TALLY(by_lane, r.session % 32);
  TALLY(by_type, std::type_index(typeid(handler)));
}

}  // namespace web
