// case: U09-corner-models
// from: parallaxsw/OpenSTA#439
// family: erase-without-reset
// shape: the model that had the name is deleted before its pointer is overwritten
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>
#include <set>
#include <string>

class WireModel {
public:
  explicit WireModel(const std::string &file);
  double delay(unsigned net) const;
};

class ModelShelf {
public:
  ModelShelf() = default;
  ModelShelf(const ModelShelf &) = delete;
  ModelShelf &operator=(const ModelShelf &) = delete;
  ~ModelShelf() { removeAll(); }

  WireModel *load(llvm::StringRef name, const std::string &file);
  double delay(llvm::StringRef name, unsigned net) const;
  void removeAll();
  void select(const std::string &name) { selected_.insert(name); }
  void unselect(const std::string &name) { selected_.erase(name); }
  bool isSelected(const std::string &name) const { return selected_.count(name) != 0; }

private:
  llvm::StringMap<WireModel *> models_;
  std::set<std::string> selected_;
};

WireModel *ModelShelf::load(llvm::StringRef name, const std::string &file) {
  WireModel *model = new WireModel(file);
  auto it = models_.find(name);
  if (it != models_.end())
    delete it->second;
  models_[name] = model;
  return model;
}

double ModelShelf::delay(llvm::StringRef name, unsigned net) const {
  auto it = models_.find(name);
  return it == models_.end() ? 0.0 : it->second->delay(net);
}

void ModelShelf::removeAll() {
  for (auto &entry : models_)
    delete entry.second;
  models_.clear();
  selected_.clear();
}

void reload(ModelShelf &shelf, const std::string &name) {
  shelf.load(name, name + ".spef");
  shelf.select(name);
}
