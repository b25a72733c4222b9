// A class template is reported once, at the pattern, and not edited.
// RUN: %check %s mapwarden-unbounded-map %t
#include <string>
#include <unordered_map>

template <class T> class CountsBad {
public:
  void count(const std::string &Key) { ++Counts[Key]; }

private:
  std::unordered_map<std::string, T> Counts;
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'Counts' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};
static CountsBad<int> Ints;
static CountsBad<long> Longs;
void count(const std::string &Key) {
  Ints.count(Key);
  Longs.count(Key);
}

template <class T> T squareBad(T Key) {
  static std::unordered_map<T, T> Squares;
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Squares' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
  auto It = Squares.find(Key);
  if (It != Squares.end())
    return It->second;
  return Squares[Key] = Key * Key;
}
int square(int N) { return squareBad(N) + squareBad(long(N)); }
