// Not a cache that may forget: a reference escapes, an identity is kept, the value comes from outside, another
// function fills it.
// RUN: %check %s mapwarden-unbounded-map %t
#include <cstdlib>
#include <map>
#include <memory>
#include <string>

double measure(const std::string &Text);
std::string generate();

const std::string &referenceBad(int Key) {
  static std::map<int, std::string> Names;
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Names' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Names.find(Key);
  if (It != Names.end())
    return It->second;
  return Names[Key] = std::to_string(Key);
}

std::shared_ptr<int> sharedBad(int Key) {
  static std::map<int, std::shared_ptr<int>> Objects;
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'Objects' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Objects.find(Key);
  if (It != Objects.end())
    return It->second;
  return Objects[Key] = std::make_shared<int>(Key);
}

std::string tokenBad(int Key) {
  static std::map<int, std::string> Tokens;
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Tokens' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Tokens.find(Key);
  if (It != Tokens.end())
    return It->second;
  std::string Token = generate();
  Tokens[Key] = Token;
  return Token;
}

int numberBad(const std::string &Key) {
  static std::map<std::string, int> Numbers;
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Numbers' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  static int Next = 0;
  auto It = Numbers.find(Key);
  if (It != Numbers.end())
    return It->second;
  int Number = Next++;
  Numbers[Key] = Number;
  return Number;
}

class SettingsBad {
public:
  void set(const std::string &Key, int Value) { Values[Key] = Value; }
  int get(const std::string &Key) const {
    auto It = Values.find(Key);
    return It == Values.end() ? 0 : It->second;
  }

private:
  std::map<std::string, int> Values;
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Values' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};
SettingsBad Settings;

struct Point {
  int X, Y;
  bool operator<(const Point &P) const { return X < P.X || (X == P.X && Y < P.Y); }
};
// No std::hash for the key.
double distanceBad(Point P) {
  static std::map<Point, double> Distances;
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Distances' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Distances.find(P);
  if (It != Distances.end())
    return It->second;
  return Distances[P] = P.X * P.Y;
}
