// Methods that fill an object before its maker gives it away need no lock.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace {

class Files {
public:
  void FP_openOk() {
    loadAll();
    dropEmpty();
  }
  void add(int Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    ById[Id] = "";
  }
  void remove(int Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    ById.erase(Id);
  }
  int count() {
    std::lock_guard<std::mutex> Lock(Mutex);
    return static_cast<int>(ById.size());
  }

private:
  void loadAll() { ById[1] = "one"; }
  void dropEmpty() { ById.erase(0); }

  std::mutex Mutex;
  std::map<int, std::string> ById;
};

} // namespace

std::unique_ptr<Files> open() {
  std::unique_ptr<Files> Made(new Files);
  Made->FP_openOk();
  return Made;
}

void run(Files &Shared) {
  Shared.add(1);
  Shared.remove(Shared.count());
}

void serve() { run(*open()); }
