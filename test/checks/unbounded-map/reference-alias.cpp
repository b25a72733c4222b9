// Growth through a reference, a pointer, an iterator's map, a structured binding.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>

static std::map<std::string, int> ReferenceBad;
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'ReferenceBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void countReference(const std::string &Key) {
  auto &Map = ReferenceBad;
  ++Map[Key];
}
static std::map<std::string, int> PointerBad;
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'PointerBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void countPointer(const std::string &Key) {
  std::map<std::string, int> *Map = &PointerBad;
  (*Map)[Key] = 1;
}
static std::map<std::string, int> BindingBad;
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'BindingBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
bool insertBinding(const std::string &Key) {
  auto [It, Inserted] = BindingBad.try_emplace(Key, 0);
  return Inserted;
}
static std::map<std::string, int> ErasedOk;
void insertErased(const std::string &Key) { ErasedOk[Key] = 1; }
void eraseErased(const std::string &Key) {
  auto &Map = ErasedOk;
  Map.erase(Key);
}
