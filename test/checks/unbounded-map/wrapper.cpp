// The map is behind a pointer, a smart pointer, an optional, an array of shards.
// RUN: %check %s mapwarden-unbounded-map %t
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

static std::map<std::string, int> &leaky() {
  static auto *MapBad = new std::map<std::string, int>;
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'MapBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  return *MapBad;
}
void countLeaky(const std::string &Key) { ++leaky()[Key]; }

static auto UniqueBad = std::make_unique<std::map<std::string, int>>();
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'UniqueBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void countUnique(const std::string &Key) { ++(*UniqueBad)[Key]; }

static std::optional<std::map<std::string, int>> OptionalBad{std::in_place};
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'OptionalBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void countOptional(const std::string &Key) { OptionalBad->emplace(Key, 1); }

static std::array<std::map<std::string, int>, 8> ShardsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'ShardsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void countShard(const std::string &Key) { ++ShardsBad[Key.size() % 8][Key]; }
