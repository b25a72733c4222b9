// Declared by a macro: reported, not edited.
// RUN: %check %s mapwarden-unbounded-map %t
#include <string>
#include <unordered_map>

double measure(const std::string &Text);
#define CACHE(K, V, Name) static std::unordered_map<K, V> Name
double widthBad(const std::string &Text) {
  CACHE(std::string, double, Widths);
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Widths' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Widths.find(Text);
  if (It != Widths.end())
    return It->second;
  return Widths[Text] = measure(Text);
}
