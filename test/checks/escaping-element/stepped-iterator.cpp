// A copy of an iterator stays where it was when the iterator moves on.
// RUN: %check %s mapwarden-escaping-element %t
#include <map>
#include <string>

bool isOld(int Key);

void eraseCopyOk(std::map<int, std::string> &Map) {
  for (auto It = Map.begin(); It != Map.end();) {
    auto Here = It;
    ++It;
    if (isOld(Here->first))
      Map.erase(Here);
  }
}
void eraseCopiedKeyOk(std::map<int, std::string> &Map) {
  for (auto It = Map.begin(); It != Map.end();) {
    int Key = It->first;
    ++It;
    if (isOld(Key))
      Map.erase(Key);
  }
}
void eraseAheadOk(std::map<int, std::string> &Map) {
  for (auto It = Map.begin(); It != Map.end();) {
    auto Next = It;
    ++Next;
    if (isOld(It->first))
      Map.erase(It);
    It = Next;
  }
}
void useCopyBad(std::map<int, std::string> &Map) {
  auto It = Map.begin();
  auto Here = It;
  ++It;
  Map.erase(Here);
  Here->second = "gone";
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Here' refers to an element of 'Map' that the erase at line {{[0-9]+}} has removed [mapwarden-escaping-element]
}
void stepAfterBad(std::map<int, std::string> &Map) {
  auto It = Map.begin();
  auto Here = It;
  Map.erase(Here);
  ++It;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'It' refers to an element of 'Map' that the erase at line {{[0-9]+}} has removed [mapwarden-escaping-element]
}
