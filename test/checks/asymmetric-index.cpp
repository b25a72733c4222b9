// Two maps are filled side by side; the entry is taken out of one of them only.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <cstdint>
#include <map>
#include <memory>
#include <string>

struct User {
  std::string Mail;
};

class SeenBad {
public:
  void add(std::uint32_t Id) {
    Users[Id] = std::make_shared<User>();
    Seen[Id] = 0;
  }
  void remove(std::uint32_t Id) {
    Users.erase(Id); // The time stays.
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an entry leaves 'Users' here, but its partner in 'Seen' stays [mapwarden-asymmetric-index]
// CHECK-FIXES: Users.erase(Id); // The time stays.
// CHECK-FIXES-NEXT: Seen.erase(Id);
  }

private:
  std::map<std::uint32_t, std::shared_ptr<User>> Users;
  std::map<std::uint32_t, long> Seen;
};

// The same object under two keys: the other key is not at hand, so there is no fix-it.
class ByMailBad {
public:
  void add(std::uint32_t Id, const std::string &Mail) {
    auto U = std::make_shared<User>(User{Mail});
    ById[Id] = U;
    ByMail[Mail] = U;
  }
  void remove(std::uint32_t Id) {
    ById.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an entry leaves 'ById' here, but its partner in 'ByMail' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<std::uint32_t, std::shared_ptr<User>> ById;
  std::map<std::string, std::shared_ptr<User>> ByMail;
};

class BothOk {
public:
  void add(std::uint32_t Id) {
    Users[Id] = std::make_shared<User>();
    Seen[Id] = 0;
  }
  void remove(std::uint32_t Id) {
    Users.erase(Id);
    Seen.erase(Id);
  }

private:
  std::map<std::uint32_t, std::shared_ptr<User>> Users;
  std::map<std::uint32_t, long> Seen;
};

// Swept elsewhere while the program runs.
class SweptOk {
public:
  void add(std::uint32_t Id, long Now) {
    Users[Id] = std::make_shared<User>();
    Seen[Id] = Now;
  }
  void remove(std::uint32_t Id) { Users.erase(Id); }
  void sweep(long Now) {
    for (auto It = Seen.begin(); It != Seen.end();)
      It = It->second < Now ? Seen.erase(It) : std::next(It);
  }

private:
  std::map<std::uint32_t, std::shared_ptr<User>> Users;
  std::map<std::uint32_t, long> Seen;
};

// What grows on its own is no partner.
class OwnLifeOk {
public:
  void add(std::uint32_t Id) {
    Users[Id] = std::make_shared<User>();
    Visits[Id] = 1;
  }
  void visit(std::uint32_t Id) { Visits[Id] = 2; }
  void remove(std::uint32_t Id) { Users.erase(Id); }

private:
  std::map<std::uint32_t, std::shared_ptr<User>> Users;
  std::map<std::uint32_t, int> Visits;
};

// What is replaced stays.
class ReplacedOk {
public:
  void add(std::uint32_t Id) {
    Users.emplace(Id, nullptr);
    Seen.emplace(Id, 0);
  }
  void replace(std::uint32_t Id) {
    Users.erase(Id);
    Users.emplace(Id, std::make_shared<User>());
  }

private:
  std::map<std::uint32_t, std::shared_ptr<User>> Users;
  std::map<std::uint32_t, long> Seen;
};
