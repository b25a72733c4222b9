// case: W07-label-overrides
// from: ziglang/zig#7259 (BufMap.setMove), from memory: environment tables
// family: erase-without-reset
// shape: a strdup'ed string is overwritten through the found iterator and never freed
// mode: tidy
// flags:
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

static std::map<std::string, char*> overrides;
static std::map<std::string, const char*> fallbacks;

static const char* fallbackFor(const std::string& key) {
  auto it = fallbacks.find(key);
  return it == fallbacks.end() ? "" : it->second;
}

void useMetricUnits(bool metric) {
  fallbacks["speed"] = metric ? "km/h" : "mph";
  auto it = fallbacks.find("height");
  if (it == fallbacks.end())
    fallbacks.emplace("height", metric ? "m" : "ft");
  else
    it->second = metric ? "m" : "ft";
}

void setLabel(const std::string& key, const char* text) {
  auto it = overrides.find(key);
  if (it == overrides.end()) {
    overrides.emplace(key, ::strdup(text));
    return;
  }
  it->second = ::strdup(text);  // expect: erase-without-reset
}

const char* label(const std::string& key) {
  auto it = overrides.find(key);
  return it == overrides.end() ? fallbackFor(key) : it->second;
}

void removeLabel(const std::string& key) {
  auto it = overrides.find(key);
  if (it == overrides.end())
    return;
  std::free(it->second);
  overrides.erase(it);
}
