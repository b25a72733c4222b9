// case: H04-compiled-patterns
// from: ClickHouse/ClickHouse#40264
// family: unbounded-map
// shape: cache object behind a unique_ptr member of a function-local static service; keyed by the pattern text of each query
// mode: tidy
// flags:
#include <memory>
#include <regex>
#include <string>
#include <unordered_map>

bool next_query(std::string &pattern, std::string &line);
void print(const std::string &line);

class PatternCache {
 public:
  std::shared_ptr<const std::regex> get(const std::string &text) {
    auto it = compiled_.find(text);
    if (it != compiled_.end()) return it->second;
    auto made = std::make_shared<const std::regex>(text);
    compiled_.emplace(text, made);
    return made;
  }

 private:
  std::unordered_map<std::string, std::shared_ptr<const std::regex>> compiled_;  // expect: unbounded-map
};

class FilterService {
 public:
  bool matches(const std::string &pattern, const std::string &line) {
    return std::regex_search(line, *cache_->get(pattern));
  }

 private:
  std::unique_ptr<PatternCache> cache_ = std::make_unique<PatternCache>();
};

static FilterService &filters() {
  static FilterService service;
  return service;
}

int main() {
  std::string pattern, line;
  while (next_query(pattern, line))
    if (filters().matches(pattern, line)) print(line);
}
