// MAPWARDEN_OWNED_VALUES declares who releases: nothing has to be released elsewhere to show it.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <map>
#include <mapwarden/annotations.h>
#include <memory>
#include <string>
#include <vector>

struct Session {
  int Id = 0;
};

class SessionsBad {
public:
  ~SessionsBad() {
    for (auto &Each : Owned)
      delete Each.second;
  }
  void add(int Id, Session *S) {
    if (!Owned.count(Id))
      Owned[Id] = S;
  }
  void replace(int Id, Session *S) { Owned[Id] = S; }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: overwriting an entry of 'Owned' drops its old 'Session *' without releasing it [mapwarden-erase-without-reset]
  void forget(int Id) { Owned.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: erasing from 'Owned' drops its 'Session *' without releasing it
  void close(int Id) {
    delete Owned[Id];
    Owned.erase(Id);
  }
  Session *take(int Id) {
    Session *S = Owned[Id];
    Owned.erase(Id);
    return S;
  }

private:
  std::map<int, Session *> Owned MAPWARDEN_OWNED_VALUES;
};

/// The same without the annotation says nothing about who owns them.
class BorrowedOk {
public:
  void add(int Id, Session *S) { Known[Id] = S; }
  void forget(int Id) { Known.erase(Id); }

private:
  std::map<int, Session *> Known;
};

/// Nothing releases them in the end.
struct Ticket;
Ticket *printTicket(int Id);
class ForgottenBad {
public:
  void add(int Id) { Owned.emplace(Id, printTicket(Id)); }

private:
  std::map<int, Ticket *> Owned MAPWARDEN_OWNED_VALUES;
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: destroying 'Owned' drops its 'Ticket *' without releasing it
};

/// Handles that an unknown function makes.
int openPort(int Number);
class PortsBad {
public:
  ~PortsBad();
  void open(int Number) {
    if (!Handles.count(Number))
      Handles[Number] = openPort(Number);
  }
  void shut(int Number) { Handles.erase(Number); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: erasing from 'Handles' drops its 'int' without releasing it

private:
  std::map<int, int> Handles MAPWARDEN_OWNED_VALUES;
};

/// Two maps hold the pointers, and one of them owns them.
class IndexedBad {
public:
  ~IndexedBad() {
    for (auto &Each : ById)
      delete Each.second;
  }
  void add(int Id, const std::string &Name) {
    if (ById.count(Id))
      return;
    Session *S = new Session;
    ById.emplace(Id, S);
    ByName.emplace(Name, S);
  }
  void unname(const std::string &Name) { ByName.erase(Name); }
  void drop(int Id) { ById.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: erasing from 'ById' drops its 'Session *' without 'delete'

private:
  std::map<int, Session *> ById MAPWARDEN_OWNED_VALUES;
  std::map<std::string, Session *> ByName;
};

/// What the annotation has nothing to say about.
class TypesBad {
public:
  void add(int Id) {
    Smart[Id] = std::make_unique<Session>();
    Texts[Id] = "text";
    Lists[Id].push_back(nullptr);
    Parts[Id].Name = "name";
  }

private:
  struct Part {
    int Handle = 0;
    std::string Name;
  };
  std::map<int, std::unique_ptr<Session>> Smart MAPWARDEN_OWNED_VALUES;
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: MAPWARDEN_OWNED_VALUES says nothing about 'Smart': its values, 'std::unique_ptr<Session>', are neither raw pointers nor handles [mapwarden-erase-without-reset]
  std::map<int, std::string> Texts MAPWARDEN_OWNED_VALUES;
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: MAPWARDEN_OWNED_VALUES says nothing about 'Texts': its values, 'std::basic_string<char>', are neither raw pointers nor handles
  std::map<int, std::vector<Session *>> Lists MAPWARDEN_OWNED_VALUES;
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: destroying 'Lists' drops its 'std::vector<Session *>' without releasing it
  std::map<int, Part> Parts MAPWARDEN_OWNED_VALUES;
};

void use() {
  SessionsBad Sessions;
  BorrowedOk Borrowed;
  ForgottenBad Forgotten;
  IndexedBad Indexed;
  TypesBad Types;
}
