// The value is released when it leaves the queue that keeps the same objects.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <map>
#include <string>

struct Session {
  std::string Id;
  Session *Next = nullptr;
};

struct Queue {
  Session *Head = nullptr;
  Session *Tail = nullptr;
  int Size = 0;
  void push(Session *S) {
    if (Tail)
      Tail->Next = S;
    else
      Head = S;
    Tail = S;
    ++Size;
  }
  Session *pop() {
    Session *S = Head;
    Head = S->Next;
    --Size;
    return S;
  }
};

class Cache {
public:
  ~Cache() {
    while (Oldest.Head)
      FP_evictOk();
  }
  void add(const std::string &Id) {
    if (ById.count(Id))
      return;
    auto *S = new Session;
    S->Id = Id;
    Oldest.push(S);
    ById[Id] = S;
  }
  void FP_evictOk() {
    Session *S = Oldest.pop();
    ById.erase(S->Id);
    delete S;
  }
  void removeOk(const std::string &Id) {
    auto It = ById.find(Id);
    if (It == ById.end())
      return;
    Session *S = It->second;
    ById.erase(It);
    delete S;
  }

private:
  std::map<std::string, Session *> ById;
  Queue Oldest;
};
