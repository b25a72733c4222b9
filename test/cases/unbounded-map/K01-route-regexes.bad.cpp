// case: K01-route-regexes
// from: pattern of per-call regex caches in request routers
// family: unbounded-map
// shape: a function-local static memo of compiled patterns keyed by what clients send
// mode: tidy
#include <regex>
#include <string>
#include <unordered_map>

const std::regex &compiled(const std::string &pattern) {
  static std::unordered_map<std::string, std::regex> cache; // expect: unbounded-map
  auto it = cache.find(pattern);
  if (it != cache.end())
    return it->second;
  return cache.emplace(pattern, std::regex(pattern)).first->second;
}

bool matches(const std::string &pattern, const std::string &path) {
  return std::regex_match(path, compiled(pattern));
}
