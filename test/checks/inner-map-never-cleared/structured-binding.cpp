// A walk over all inner containers erases from each and keeps the empty ones.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <set>
#include <string>

static std::map<std::string, std::set<int>> TopicsBad;
void subscribe(const std::string &Topic, int Id) { TopicsBad[Topic].insert(Id); }
void disconnect(int Id) {
  for (auto &[Topic, Ids] : TopicsBad)
    Ids.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:9: warning: an inner container that becomes empty here stays in 'TopicsBad' for ever [mapwarden-inner-map-never-cleared]
}

static std::map<std::string, std::set<int>> TopicsOk;
void subscribeOk(const std::string &Topic, int Id) { TopicsOk[Topic].insert(Id); }
void disconnectOk(int Id) {
  for (auto It = TopicsOk.begin(); It != TopicsOk.end();) {
    It->second.erase(Id);
    if (It->second.empty())
      It = TopicsOk.erase(It);
    else
      ++It;
  }
}
