// The map grows in a lambda.
// RUN: %check %s mapwarden-unbounded-map %t
#include <functional>
#include <string>
#include <unordered_map>

static std::unordered_map<std::string, int> SeenBad;
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'SeenBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
std::function<void(const std::string &)> counter() {
  return [](const std::string &Key) { ++SeenBad[Key]; };
}
