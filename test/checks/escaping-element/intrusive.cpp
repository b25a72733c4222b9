// An intrusive map links objects of its user's; erasing an element does not end it.
// RUN: %check %s mapwarden-escaping-element %t

struct Node {
  int Key = 0;
  Node *Next = nullptr;
};

template <class T> class Linked {
public:
  using value_type = T;
  using key_type = int;
  class iterator {
  public:
    explicit iterator(T *At) : At(At) {}
    T *operator->() const { return At; }
    T &operator*() const { return *At; }
    iterator &operator++() {
      At = At->Next;
      return *this;
    }
    bool operator!=(const iterator &Other) const { return At != Other.At; }

  private:
    T *At;
  };
  iterator begin() { return iterator(First); }
  iterator end() { return iterator(nullptr); }
  iterator find(int Key);
  void insert(T *Element);
  void erase(iterator Where);

private:
  T *First = nullptr;
};

class CacheOk {
public:
  void put(int Key) {
    auto *New = new Node;
    New->Key = Key;
    Map.insert(New);
  }
  void drop(int Key) {
    auto It = Map.find(Key);
    if (It != Map.end()) {
      Map.erase(It);
      delete &*It;
    }
  }

private:
  Linked<Node> Map;
};
