// case: K01-route-regexes
// from: pattern of per-call regex caches in request routers
// family: unbounded-map
// shape: the same memo, emptied when it has reached its limit
// mode: tidy
#include <regex>
#include <string>
#include <unordered_map>

const std::regex &compiled(const std::string &pattern) {
  static std::unordered_map<std::string, std::regex> cache;
  constexpr std::size_t limit = 512;
  auto it = cache.find(pattern);
  if (it != cache.end())
    return it->second;
  if (cache.size() >= limit)
    cache.clear();
  return cache.emplace(pattern, std::regex(pattern)).first->second;
}

bool matches(const std::string &pattern, const std::string &path) {
  return std::regex_match(path, compiled(pattern));
}
