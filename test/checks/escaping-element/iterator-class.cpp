// An iterator that an object keeps: one that is named for it is good until the container changes, any other is kept for long.
// RUN: %check %s mapwarden-escaping-element %t
#include <string>
#include <unordered_map>

using Keys = std::unordered_map<std::string, int>;

class FP_KeyIteratorOk {
public:
  explicit FP_KeyIteratorOk(const Keys &Of) : Of(Of), It(Of.begin()) {}
  bool hasNext() const { return It != Of.end(); }
  const std::string &next() { return (It++)->first; }

private:
  const Keys &Of;
  Keys::const_iterator It;
};

class BookmarkBad {
public:
  explicit BookmarkBad(const Keys &Of) : It(Of.begin()) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: an iterator to an element of 'All' is stored, and the element may be moved [mapwarden-escaping-element]
  const std::string &key() const { return It->first; }

private:
  Keys::const_iterator It;
};

class Table {
public:
  BookmarkBad first() const { return BookmarkBad(All); }
  void add(const std::string &Key) { All[Key] = 1; }
  int sum() const {
    int Sum = 0;
    for (FP_KeyIteratorOk It(All); It.hasNext();)
      Sum += It.next().size();
    return Sum;
  }

private:
  Keys All;
};
