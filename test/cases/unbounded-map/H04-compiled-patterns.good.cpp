// case: H04-compiled-patterns
// from: ClickHouse/ClickHouse#40264
// family: unbounded-map
// shape: an age list beside the map: what falls off its end is erased from the map
// mode: tidy
// flags:
#include <cstddef>
#include <list>
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
    if (it != compiled_.end()) {
      ages_.splice(ages_.begin(), ages_, it->second.age);
      return it->second.regex;
    }
    auto made = std::make_shared<const std::regex>(text);
    ages_.push_front(text);
    compiled_.emplace(text, Entry{made, ages_.begin()});
    while (ages_.size() > kKept) {
      compiled_.erase(ages_.back());
      ages_.pop_back();
    }
    return made;
  }

 private:
  static constexpr std::size_t kKept = 500;
  struct Entry {
    std::shared_ptr<const std::regex> regex;
    std::list<std::string>::iterator age;
  };
  std::list<std::string> ages_;
  std::unordered_map<std::string, Entry> compiled_;
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
