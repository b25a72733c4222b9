// RUN: %check %s mapwarden-escaping-element %t
// A field that a constructor binds to an element lives as long as its object.
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

using Slots = std::vector<std::list<int>>;

struct Book {
  std::unordered_map<std::string, Slots> lists;
};

class EntryBad {
public:
  EntryBad(Book &book, const std::string &key, unsigned slot)
      : list(book.lists[key][slot]), last(&book.lists[key].back()) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: a reference to an element of 'lists' is stored, and the element may be moved [mapwarden-escaping-element]
  // CHECK-MESSAGES: :[[@LINE+15]]:19: note: by the insertion here
  // CHECK-MESSAGES: :[[@LINE-3]]:43: warning: a pointer to an element of 'lists' is stored, and the element may be moved [mapwarden-escaping-element]
  // CHECK-MESSAGES: :[[@LINE+13]]:19: note: by the insertion here
  std::list<int> &list;
  std::list<int> *last;
};

class CursorOk {
public:
  CursorOk(Book &book, const std::string &key) : list(book.lists[key][0]) {}
  std::list<int> &list;
};

Book book;
void grow(const std::string &key) {
  book.lists[key].push_back({});
}

std::unique_ptr<EntryBad> keep(const std::string &key) {
  return std::make_unique<EntryBad>(book, key, 1);
}

int look(const std::string &key) {
  CursorOk cursor(book, key);
  return cursor.list.front();
}
