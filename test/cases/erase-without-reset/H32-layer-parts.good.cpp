// case: H32-layer-parts
// from: RonPieket/BinaryRelations#2
// family: erase-without-reset
// shape: the parts of the layer are deleted first; the selection, which only borrows parts, is erased as it is
// mode: tidy
// flags:
#include <map>
#include <string>
#include <vector>

struct Part {
  std::string name;
  double weight;
};

class Drawing {
 public:
  Drawing() = default;
  Drawing(const Drawing &) = delete;
  Drawing &operator=(const Drawing &) = delete;
  ~Drawing() {
    for (auto &layer : layers_)
      for (Part *part : layer.second) delete part;
  }

  void add(int layer, const std::string &name, double weight) {
    layers_[layer].push_back(new Part{name, weight});
  }
  void select_last(int layer) {
    auto it = layers_.find(layer);
    if (it != layers_.end() && !it->second.empty()) selected_[layer] = it->second.back();
  }
  double weight_of(int layer) const {
    double sum = 0;
    auto it = layers_.find(layer);
    if (it == layers_.end()) return sum;
    for (const Part *part : it->second) sum += part->weight;
    return sum;
  }
  void drop_layer(int layer) {
    selected_.erase(layer);
    auto it = layers_.find(layer);
    if (it == layers_.end()) return;
    for (Part *part : it->second) delete part;
    layers_.erase(it);
  }

 private:
  std::map<int, std::vector<Part *>> layers_;
  std::map<int, Part *> selected_;
};

void undo_layer(Drawing &drawing, int layer) {
  if (drawing.weight_of(layer) < 0.5) drawing.drop_layer(layer);
}
