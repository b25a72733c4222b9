// The values of a plain struct are released by the destructor of the class that holds it.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <unordered_map>

struct File {
  int Refs = 1;
};

class BuilderOk {
public:
  explicit BuilderOk(int N) : Count(N), Levels(new Level[N]) {}
  ~BuilderOk() {
    for (int I = 0; I < Count; ++I) {
      const auto &Added = Levels[I].Added;
      for (auto &Pair : Added)
        unref(Pair.second);
    }
    delete[] Levels;
  }
  void add(int Where, unsigned long Number) {
    auto &Files = Levels[Where].Added;
    if (Files.count(Number))
      return;
    auto *New = new File();
    Files.emplace(Number, New);
  }
  void drop(int Where, unsigned long Number) {
    auto &Files = Levels[Where].Added;
    auto It = Files.find(Number);
    if (It == Files.end())
      return;
    unref(It->second);
    Files.erase(It);
  }

private:
  struct Level {
    std::unordered_map<unsigned long, File *> Added;
  };
  void unref(File *F) {
    if (--F->Refs <= 0)
      delete F;
  }
  int Count;
  Level *Levels;
};

class BuilderBad {
public:
  explicit BuilderBad(int N) : Levels(new Level[N]) {}
  ~BuilderBad() { delete[] Levels; }
  void add(int Where, unsigned long Number) {
    auto &Files = Levels[Where].Added;
    if (Files.count(Number))
      return;
    auto *New = new File();
    Files.emplace(Number, New);
  }
  void drop(int Where, unsigned long Number) {
    auto &Files = Levels[Where].Added;
    auto It = Files.find(Number);
    if (It == Files.end())
      return;
    delete It->second;
    Files.erase(It);
  }

private:
  struct Level {
    std::unordered_map<unsigned long, File *> Added;
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: destroying 'Added' drops its 'File *' without 'delete' [mapwarden-erase-without-reset]
  };
  Level *Levels;
};
