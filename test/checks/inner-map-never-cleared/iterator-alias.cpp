// An iterator finds the outer entry; only when it is not used again may its entry be erased.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <map>
#include <set>
#include <string>

static std::map<std::string, std::set<int>> TopicsBad;
void subscribe(const std::string &Topic, int Id) { TopicsBad[Topic].insert(Id); }
void unsubscribe(const std::string &Topic, int Id) {
  if (auto It = TopicsBad.find(Topic); It != TopicsBad.end()) {
    It->second.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: It->second.erase(Id);
// CHECK-FIXES-NEXT: if (It->second.empty())
// CHECK-FIXES-NEXT: TopicsBad.erase(It);
  }
}
void unsubscribeUnbraced(const std::string &Topic, int Id) {
  auto It = TopicsBad.find(Topic);
  if (It != TopicsBad.end())
    It->second.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: mapwarden::erase_nested(TopicsBad, Topic, Id);
}
size_t unsubscribeAndCount(const std::string &Topic, int Id) {
  auto It = TopicsBad.find(Topic);
  if (It == TopicsBad.end())
    return 0;
  It->second.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
  return It->second.size();
}
void unsubscribeOne(const std::string &Topic, int Id) {
  auto It = TopicsBad.find(Topic);
  if (It == TopicsBad.end())
    return;
  auto Inner = It->second.find(Id);
  if (Inner != It->second.end())
    It->second.erase(Inner);
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
}
void unsubscribeAll(int Id) {
  for (auto It = TopicsBad.begin(); It != TopicsBad.end(); ++It)
    It->second.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
}
