// A parameter refers to an element because a caller passes one: `drop(it->first)`.
// RUN: %check %s mapwarden-escaping-element %t -- -isystem %llvm_include
#include <llvm/ADT/DenseMap.h>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

// The key is erased, and with it what the parameter refers to.
class KeyOfElementBad {
public:
  void sweep() {
    for (auto it = byName_.begin(); it != byName_.end(); ++it)
      if (it->second < 0) {
        drop(it->first);
        return;
      }
  }

private:
  void drop(const std::string &name) {
    byName_.erase(name);
    inOrder_.erase(name);
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'name' may refer to an element of 'byName_' that the erase at line 22 may have removed [mapwarden-escaping-element]
  }
  std::unordered_map<std::string, int> byName_;
  std::map<std::string, int> inOrder_;
};

// The same with the element erased last.
class ErasedLastOk {
public:
  void sweep() {
    for (auto it = byName_.begin(); it != byName_.end(); ++it)
      if (it->second < 0) {
        drop(it->first);
        return;
      }
  }

private:
  void drop(const std::string &name) {
    inOrder_.erase(name);
    byName_.erase(name);
  }
  std::unordered_map<std::string, int> byName_;
  std::map<std::string, int> inOrder_;
};

// The caller passes a copy, or what is no element.
class CopyOk {
public:
  void sweep() {
    for (auto it = byName_.begin(); it != byName_.end(); ++it)
      if (it->second < 0) {
        drop(std::string(it->first));
        return;
      }
  }
  void remove(const std::string &name) { drop(name); }
  void removeFirst() {
    const std::string name = byName_.begin()->first;
    drop(name);
    auto copy = byName_.begin()->first;
    drop(copy);
  }

private:
  void drop(const std::string &name) {
    byName_.erase(name);
    inOrder_.erase(name);
  }
  std::unordered_map<std::string, int> byName_;
  std::map<std::string, int> inOrder_;
};

// The key lies in another map than the one that is erased from.
class OtherMapOk {
public:
  void sweep() {
    for (auto it = inOrder_.begin(); it != inOrder_.end(); ++it)
      if (it->second < 0) {
        drop(it->first);
        return;
      }
  }

private:
  void drop(const std::string &name) {
    byName_.erase(name);
    inOrder_.erase(name);
  }
  std::unordered_map<std::string, int> byName_;
  std::map<std::string, int> inOrder_;
};

struct Session {
  int id = 0;
  std::string peer;
};

// The object that owns itself through the map is gone after the erase.
class OwnedValueBad {
public:
  void timeout(int id) {
    auto it = sessions_.find(id);
    if (it != sessions_.end())
      close(it->second.get());
  }
  std::string last() const { return last_; }

private:
  void close(Session *session) {
    sessions_.erase(session->id);
    last_ = session->peer;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'session' may refer to an element of 'sessions_' that the erase at line {{[0-9]+}} may have removed [mapwarden-escaping-element]
  }
  std::map<int, std::unique_ptr<Session>> sessions_;
  std::string last_;
};

// The caller holds the object, too.
class SharedValueOk {
public:
  void timeout(int id) {
    auto session = sessions_[id];
    close(*session);
  }
  std::string last() const { return last_; }

private:
  void close(Session &session) {
    sessions_.erase(session.id);
    last_ = session.peer;
  }
  std::map<int, std::shared_ptr<Session>> sessions_;
  std::string last_;
};

// An insertion moves the elements of a flat map; the callers pass one.
class MovedBad {
public:
  void warm(int at) { update(cells_[at], at); }

private:
  void update(Session &cell, int at) {
    cells_.try_emplace(at + 1);
    cell.id = at;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'cell' may refer to an element of 'cells_' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
  }
  llvm::DenseMap<int, Session> cells_;
};

// Through a helper, and a second function that hands the reference on.
class HandedOnBad {
public:
  void warm(int at) { update(cells_[at], at); }

private:
  void ensure(int at) { cells_.try_emplace(at); }
  void update(Session &cell, int at) { enter(cell, at); }
  void enter(Session &cell, int at) {
    ensure(at + 1);
    cell.id = at;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'cell' may refer to an element of 'cells_' that the call of 'ensure' at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
  }
  llvm::DenseMap<int, Session> cells_;
};

// Elements of a node-based map stay where they are.
class StableOk {
public:
  void warm(int at) { update(cells_[at], at); }

private:
  void update(Session &cell, int at) {
    cells_.try_emplace(at + 1);
    cell.id = at;
  }
  std::unordered_map<int, Session> cells_;
};

// Another table of the same class.
class OtherObjectOk {
public:
  void copyFrom(OtherObjectOk &other, int at) { add(other.cells_[at], at); }

private:
  void add(const Session &cell, int at) {
    cells_.try_emplace(at);
    last_ = cell.id;
  }
  llvm::DenseMap<int, Session> cells_;
  int last_ = 0;
};
