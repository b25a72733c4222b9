// case: K72-qhash-iterator-over-insert
// from: pattern of QHash iterators kept over an insertion
// family: escaping-element
// shape: the value is copied before the insertion
// mode: tidy
#include <QHash>

class Accounts {
public:
  void rename(int from, int to) {
    auto it = byId_.find(from);
    if (it == byId_.end())
      return;
    const int balance = it.value();
    byId_.insert(to, balance);
    total_ += balance;
  }

private:
  QHash<int, int> byId_;
  int total_ = 0;
};
