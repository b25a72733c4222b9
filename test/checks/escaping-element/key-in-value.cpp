// A helper is told which element to remove by a part of its value.
// RUN: %check %s mapwarden-escaping-element %t
#include <map>
#include <memory>
#include <string>

struct Order {
  const std::string &getId() const { return Id; }
  std::string Id, Parent;
};
struct Pending {
  std::shared_ptr<Order> What;
  int Peer = 0;
  int Socket = -1;
};

class BookBad {
public:
  void drop(int Peer) {
    for (auto It = Book.begin(); It != Book.end();) {
      if (It->second.Peer == Peer)
        remove(It->second.What->getId());
      ++It;
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'It' refers to an element of 'Book' that the call of 'remove' at line 22 may have removed [mapwarden-escaping-element]
    }
  }
  void remove(std::string Id) {
    auto It = Book.find(Id);
    if (It != Book.end())
      Book.erase(It);
  }

private:
  std::map<std::string, Pending> Book;
};

// The order it depends on is another one.
class ParentOk {
public:
  void drop(int Peer) {
    for (auto It = Book.begin(); It != Book.end();) {
      if (It->second.Peer == Peer)
        remove(It->second.What->Parent);
      ++It;
    }
  }
  void remove(std::string Id) { Book.erase(Id); }

private:
  std::map<std::string, Pending> Book;
};

class ServerBad {
public:
  void readable(int Socket) {
    auto It = Open.find(Socket);
    if (It != Open.end())
      handle(It->second);
  }

private:
  void handle(Pending &Peer) {
    if (Peer.Peer < 0)
      closed(Peer);
    Peer.Peer = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Peer' may refer to an element of 'Open' that the call of 'closed' at line 64 may have removed [mapwarden-escaping-element]
  }
  void closed(Pending &Peer) {
    auto It = Open.find(Peer.Socket);
    if (It != Open.end())
      Open.erase(It);
  }
  std::map<int, Pending> Open;
};
