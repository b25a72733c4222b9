// case: L01-expression-programs
// from: fresh
// family: unbounded-map
// shape: a thread_local memo inside a query method is filled through a template helper, keyed by the text of the client's expression
// mode: tidy
// flags:
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tsdb {

struct Program {
  std::vector<std::uint32_t> words;
};
struct Row {
  std::vector<double> columns;
};
struct Query {
  std::string filter;
  std::vector<Row> rows;
};
bool next_query(Query &query);
void reply(std::size_t matches);
std::vector<std::uint32_t> assemble(const std::string &source);

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
    thread_local std::unordered_map<std::string, std::shared_ptr<const Program>> programs;  // expect: unbounded-map
    const auto program = memoized(programs, query.filter, [](const std::string &source) {
      return std::make_shared<const Program>(Program{assemble(source)});
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
