// Readers share the lock of the cache; bounded_map notes each lookup, so its readers must not run at once.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <mutex>
#include <shared_mutex>

class SquaresBad {
public:
  long square(long N) {
    {
      std::shared_lock<std::shared_mutex> Lock(Mutex);
      auto It = Squares.find(N);
      if (It != Squares.end())
        return It->second;
    }
    long Result = N * N;
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    Squares.emplace(N, Result);
    return Result;
  }

private:
  std::shared_mutex Mutex;
  std::map<long, long> Squares;
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Squares' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};
static SquaresBad Squares;
long square(long N) { return Squares.square(N); }
