// case: L01-expression-programs
// from: fresh
// family: unbounded-map
// shape: same never-erased thread_local memo and helper, but the key is an enum with four values parsed from the client's text
// mode: tidy
// flags:
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tsdb {

enum class Aggregate : std::uint8_t { Sum, Mean, Peak, Last };

struct Program {
  std::vector<std::uint32_t> words;
};
struct Row {
  std::vector<double> columns;
};
struct Query {
  std::string aggregate;
  std::vector<Row> rows;
};
bool next_query(Query &query);
void reply(std::size_t matches);
std::vector<std::uint32_t> assemble(Aggregate aggregate);

Aggregate parse(const std::string &name) {
  if (name == "sum") return Aggregate::Sum;
  if (name == "mean") return Aggregate::Mean;
  if (name == "peak") return Aggregate::Peak;
  return Aggregate::Last;
}

template <class Cache, class Key, class Make>
typename Cache::mapped_type memoized(Cache &cache, const Key &key, Make make) {
  auto hit = cache.find(key);
  if (hit != cache.end()) return hit->second;
  auto value = make(key);
  cache.emplace(key, value);
  return value;
}

class Evaluator {
 public:
  explicit Evaluator(double threshold) : threshold_(threshold) {}

  std::size_t matches(const Query &query) const {
    thread_local std::unordered_map<Aggregate, std::shared_ptr<const Program>> programs;
    const auto program = memoized(programs, parse(query.aggregate), [](Aggregate aggregate) {
      return std::make_shared<const Program>(Program{assemble(aggregate)});
    });
    std::size_t count = 0;
    for (const Row &row : query.rows)
      if (execute(*program, row) > threshold_) ++count;
    return count;
  }

 private:
  static double execute(const Program &program, const Row &row) {
    double acc = 0;
    for (std::uint32_t word : program.words)
      acc += row.columns[word % row.columns.size()];
    return acc;
  }

  double threshold_;
};

}  // namespace tsdb

int main() {
  tsdb::Evaluator evaluator(0.5);
  tsdb::Query query;
  while (tsdb::next_query(query)) tsdb::reply(evaluator.matches(query));
}
