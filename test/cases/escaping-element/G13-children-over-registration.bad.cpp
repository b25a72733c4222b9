// case: G13-children-over-registration
// from: KDAB/GammaRay#702, qbittorrent/qBittorrent#14586
// family: escaping-element
// shape: a reference to a QHash value is used after a method that registers another key (Qt 6 moves values on insertion)
// mode: tidy
#include <QHash>
#include <vector>

// Parent/child relation of widgets.
class WidgetTree {
public:
  void adopt(int parent, int child);
  void remove(int widget) { children_.remove(widget); }
  int count() const { return count_; }

private:
  void addWidget(int widget) {
    if (!children_.contains(widget)) {
      children_.insert(widget, std::vector<int>());
      ++count_;
    }
  }

  QHash<int, std::vector<int>> children_;
  int count_ = 0;
};

void WidgetTree::adopt(int parent, int child) {
  addWidget(parent);
  std::vector<int> &siblings = children_[parent];
  siblings.reserve(siblings.size() + 1);
  addWidget(child);
  siblings.push_back(child); // expect: escaping-element
}
