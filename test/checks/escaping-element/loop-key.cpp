// The key of the element a loop is at: with it, nothing is inserted; but a callee can remove the element.
// RUN: %check %s mapwarden-escaping-element %t
#include <map>
#include <string>
#include <unordered_map>

class Queue {
public:
  void insertPresentOk() {
    for (auto &[Key, Count] : Waiting) {
      note(Key);
      Count = 0;
    }
  }
  void insertPresentByIteratorOk() {
    for (auto It = Waiting.begin(); It != Waiting.end(); ++It) {
      const std::string &Key = It->first;
      note(Key);
    }
  }
  void insertOtherBad() {
    for (auto &[Key, Count] : Waiting) {
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this refers to an element of 'Waiting' that the call of 'note' at line {{[0-9]+}} may have invalidated [mapwarden-escaping-element]
      note(Key + "!");
    }
  }
  void removeBad() {
    for (const auto &[Key, Count] : Waiting)
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this refers to an element of 'Waiting' that the call of 'retire' at line {{[0-9]+}} may have removed [mapwarden-escaping-element]
      retire(Key);
  }
  void removeByCopyBad() {
    for (auto It = Waiting.begin(); It != Waiting.end(); ++It) {
// CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'It' refers to an element of 'Waiting' that the call of 'retire' at line {{[0-9]+}} may have removed [mapwarden-escaping-element]
      std::string Key = It->first;
      retire(Key);
    }
  }
  void removeAfterStepOk() {
    for (auto It = Sorted.begin(); It != Sorted.end();) {
      std::string Key = It->first;
      ++It;
      drop(Key);
    }
  }
  void subscriptPresentOk() {
    for (const auto &Each : Waiting) {
      std::string Key = Each.first;
      Total += Waiting[Key];
    }
  }
  void subscriptOtherBad() {
    for (const auto &Each : Waiting) {
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this refers to an element of 'Waiting' that the insertion at line {{[0-9]+}} may have invalidated [mapwarden-escaping-element]
      std::string Key = Each.first + "!";
      Total += Waiting[Key];
    }
  }

private:
  int Total = 0;
  void note(const std::string &Key) { ++Waiting[Key]; }
  void retire(const std::string &Key) { Waiting.erase(Key); }
  void drop(const std::string &Key) { Sorted.erase(Key); }
  std::unordered_map<std::string, int> Waiting;
  std::map<std::string, int> Sorted;
};
