// A type behind an alias is not edited: other declarations may share it.
// RUN: %check %s mapwarden-unbounded-map %t
#include <string>
#include <unordered_map>

double measure(const std::string &Text);
using WidthMap = std::unordered_map<std::string, double>;
typedef WidthMap Widths;

double widthBad(const std::string &Text) {
  static Widths Cache;
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Cache' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Cache.find(Text);
  if (It != Cache.end())
    return It->second;
  return Cache[Text] = measure(Text);
}
double twoBad(const std::string &Text) {
  static std::unordered_map<std::string, double> First, Second;
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'First' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE-2]]:57: warning: 'Second' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = First.find(Text);
  if (It != First.end())
    return It->second;
  return First[Text] = Second[Text] = measure(Text);
}
