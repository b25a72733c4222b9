// A memo cache gets a bound; any other map that only grows is reported and left as it is.
// RUN: %check %s mapwarden-unbounded-map %t
// CHECK-FIXES: #include <mapwarden/bounded_map.h>
#include <map>
#include <string>
#include <unordered_map>

double measure(const std::string &Text);

double widthBad(const std::string &Text) {
  static std::unordered_map<std::string, double> Widths;
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'Widths' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-FIXES: static mapwarden::bounded_map<std::string, double, 1024> Widths;
  auto It = Widths.find(Text);
  if (It != Widths.end())
    return It->second;
  double Width = measure(Text);
  Widths.emplace(Text, Width);
  return Width;
}

std::string upperBad(const std::string &Text) {
  static std::map<std::string, std::string> Cache;
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'Cache' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-FIXES: static mapwarden::bounded_map<std::string, std::string, 1024> Cache;
  if (Cache.count(Text))
    return Cache[Text];
  std::string Out;
  for (char C : Text)
    Out += static_cast<char>(C - 32);
  return Cache[Text] = Out;
}

class FontBad {
public:
  int advance(int Glyph) const {
    if (auto It = Advances.find(Glyph); It != Advances.end())
      return It->second;
    int Result = Glyph * Scale;
    Advances[Glyph] = Result;
    return Result;
  }

private:
  const int Scale = 2;
  mutable std::map<int, int> Advances;
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Advances' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-FIXES: mutable mapwarden::bounded_map<int, int, 1024> Advances;
};
FontBad Font;

// The number is not computed from the text: a second one would differ.
int internBad(const std::string &Text) {
  static std::unordered_map<std::string, int> Ids;
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'Ids' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Ids.find(Text);
  if (It != Ids.end())
    return It->second;
  int Id = static_cast<int>(Ids.size());
  Ids[Text] = Id;
  return Id;
}

double limitedOk(const std::string &Text) {
  static std::unordered_map<std::string, double> Widths;
  if (Widths.size() > 1000)
    Widths.clear();
  auto It = Widths.find(Text);
  if (It != Widths.end())
    return It->second;
  return Widths[Text] = measure(Text);
}
