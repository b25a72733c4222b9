// case: H36-broker-clients
// from: hsaturn/TinyMqtt#23
// family: erase-without-reset
// shape: a client created with new stands in two indexes; remove() erases it from both and nobody deletes it
// mode: tidy
// flags:
#include <map>
#include <string>

struct Client {
  int connection;
  std::string name;
  unsigned sent = 0;
};

class Broker {
 public:
  Broker() = default;
  Broker(const Broker &) = delete;
  Broker &operator=(const Broker &) = delete;
  ~Broker() {
    for (auto &entry : by_connection_) delete entry.second;
  }

  bool accept(int connection, const std::string &name) {
    if (by_connection_.count(connection) != 0 || by_name_.count(name) != 0) return false;
    Client *client = new Client{connection, name};
    by_connection_.emplace(connection, client);
    by_name_.emplace(name, client);
    return true;
  }
  void remove(int connection) {
    auto it = by_connection_.find(connection);
    if (it == by_connection_.end()) return;
    Client *gone = it->second;
    by_connection_.erase(it);  // accept: erase-without-reset
    by_name_.erase(gone->name);  // expect: erase-without-reset
  }
  void count_sent(const std::string &name) {
    auto it = by_name_.find(name);
    if (it != by_name_.end()) ++it->second->sent;
  }

 private:
  std::map<int, Client *> by_connection_;
  std::map<std::string, Client *> by_name_;
};
