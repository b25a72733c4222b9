// Behind a smart pointer, and as the inner map of a fixed number of shards.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
using Table = std::map<std::string, std::weak_ptr<Texture>>;
static std::unique_ptr<Table> WatchersBad = std::make_unique<Table>();
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
static Table ShardsBad[16];
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: entries of 'ShardsBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name, const std::shared_ptr<Texture> &T) {
  (*WatchersBad)[Name] = T;
  ShardsBad[Name.size() % 16][Name] = T;
}
