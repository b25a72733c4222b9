// case: K72-qhash-iterator-over-insert
// from: pattern of QHash iterators kept over an insertion
// family: escaping-element
// shape: the iterator of the old name is read after the new name was inserted
// mode: tidy
#include <QHash>

class Accounts {
public:
  void rename(int from, int to) {
    auto it = byId_.find(from);
    if (it == byId_.end())
      return;
    byId_.insert(to, 0);
    byId_[to] = it.value(); // expect: escaping-element
    total_ += it.value(); // accept: escaping-element
  }

private:
  QHash<int, int> byId_;
  int total_ = 0;
};
