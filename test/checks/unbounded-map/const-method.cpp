// A mutable cache that const methods fill.
// RUN: %check %s mapwarden-unbounded-map %t
// CHECK-FIXES: #include <mapwarden/bounded_map.h>
#include <string>
#include <unordered_map>

class TextBad {
public:
  std::size_t length(const std::string &Key) const {
    const auto It = Lengths.find(Key);
    if (It == Lengths.end()) {
      const std::size_t Length = Key.size() * 2;
      Lengths.insert({Key, Length});
      return Length;
    }
    return It->second;
  }

private:
  mutable std::unordered_map<std::string, std::size_t> Lengths;
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'Lengths' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-FIXES: mutable mapwarden::bounded_map<std::string, std::size_t, 1024> Lengths;
};
static TextBad Text;
std::size_t length(const std::string &Key) { return Text.length(Key); }
