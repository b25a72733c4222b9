// case: H30-shape-factory
// from: ros/class_loader#179, apache/trafficserver#7248
// family: erase-without-reset
// shape: the old object of the slot is deleted before the slot is written
// mode: tidy
// flags:
#include <map>
#include <string>

class Shape;
using Maker = Shape *(*)(const std::string &text);

struct FactoryEntry {
  Maker make;
  std::string library;
};

class ShapeFactory {
 public:
  ShapeFactory() = default;
  ShapeFactory(const ShapeFactory &) = delete;
  ShapeFactory &operator=(const ShapeFactory &) = delete;
  ~ShapeFactory() {
    for (auto &entry : entries_) delete entry.second;
  }

  void add(const std::string &name, Maker make, const std::string &library) {
    FactoryEntry *&slot = entries_[name];
    delete slot;
    slot = new FactoryEntry{make, library};
  }
  void remove(const std::string &name) {
    auto it = entries_.find(name);
    if (it == entries_.end()) return;
    delete it->second;
    entries_.erase(it);
  }
  Shape *make(const std::string &name, const std::string &text) const {
    auto it = entries_.find(name);
    return it == entries_.end() ? nullptr : it->second->make(text);
  }

 private:
  std::map<std::string, FactoryEntry *> entries_;
};

void library_loaded(ShapeFactory &factory, const std::string &library, Maker round, Maker square) {
  factory.add("round", round, library);
  factory.add("square", square, library);
}
