// The inner container is reached through a local reference.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <map>
#include <set>
#include <string>

static std::map<std::string, std::set<int>> TopicsBad;
void subscribe(const std::string &Topic, int Id) { TopicsBad[Topic].insert(Id); }
void unsubscribe(const std::string &Topic, int Id) {
  auto &Set = TopicsBad[Topic];
  Set.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: mapwarden::erase_nested(TopicsBad, Topic, Id);
}
// The reference is used after the erase: erasing the outer entry would leave it dangling.
size_t unsubscribeAndCount(const std::string &Topic, int Id) {
  auto &Set = TopicsBad[Topic];
  Set.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
  return Set.size();
}
// The key changes before the erase.
void unsubscribeOther(std::string Topic, int Id) {
  auto &Set = TopicsBad[Topic];
  Topic += ".old";
  Set.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
}
