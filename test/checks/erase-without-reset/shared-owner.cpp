// Two maps hold the same pointer: exactly one delete must happen, so there is no automatic fix-it.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <map>
#include <string>

struct Client {
  int Id;
  std::string Name;
};

class ClientsBad {
public:
  void add(int Id, const std::string &Name) {
    if (ById.count(Id))
      return;
    auto *C = new Client{Id, Name};
    ById[Id] = C;
    ByName[Name] = C;
  }
  void drop(int Id, const std::string &Name) {
    ById.erase(Id);
    ByName.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: erasing from 'ByName' drops its 'Client *' without 'delete' [mapwarden-erase-without-reset]
  }

private:
  std::map<int, Client *> ById;
  std::map<std::string, Client *> ByName;
};

ClientsBad Clients;
