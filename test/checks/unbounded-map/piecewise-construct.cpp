// The key of an entry that is built in place is the first tuple's only element.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>
#include <tuple>

struct Page {
  explicit Page(int size) : size(size) {}
  int size;
};

class CacheBad {
public:
  void add(const std::string &path) {
    pages_.emplace(std::piecewise_construct, std::forward_as_tuple(path), std::forward_as_tuple(1));
  }

private:
  std::map<std::string, Page> pages_;
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'pages_' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};

class TableOk {
public:
  void fill() {
    pages_.emplace(std::piecewise_construct, std::forward_as_tuple("index"), std::forward_as_tuple(1));
    pages_.emplace(std::piecewise_construct, std::make_tuple("about"), std::make_tuple(2));
  }

private:
  std::map<std::string, Page> pages_;
};

int main(int argc, char **argv) {
  CacheBad cache;
  TableOk table;
  for (int i = 0; i < argc; ++i) {
    cache.add(argv[i]);
    table.fill();
  }
}
