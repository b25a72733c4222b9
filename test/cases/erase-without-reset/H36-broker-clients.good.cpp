// case: H36-broker-clients
// from: hsaturn/TinyMqtt#23
// family: erase-without-reset
// shape: the client unregisters itself in its own destructor: the erases there lose nothing, the delete stands in remove()
// mode: tidy
// flags:
#include <map>
#include <string>
#include <utility>

class Broker;

class Client {
 public:
  Client(Broker &broker, int connection, std::string name);
  Client(const Client &) = delete;
  Client &operator=(const Client &) = delete;
  ~Client();

 private:
  Broker &broker_;
  int connection_;
  std::string name_;
};

class Broker {
 public:
  Broker() = default;
  Broker(const Broker &) = delete;
  Broker &operator=(const Broker &) = delete;
  ~Broker() {
    while (!by_connection_.empty()) delete by_connection_.begin()->second;
  }

  bool accept(int connection, const std::string &name) {
    if (by_connection_.count(connection) != 0 || by_name_.count(name) != 0) return false;
    Client *client = new Client(*this, connection, name);
    by_connection_.emplace(connection, client);
    by_name_.emplace(name, client);
    return true;
  }
  void remove(int connection) {
    auto it = by_connection_.find(connection);
    if (it != by_connection_.end()) delete it->second;
  }
  void forget(int connection, const std::string &name) {
    by_connection_.erase(connection);
    by_name_.erase(name);
  }

 private:
  std::map<int, Client *> by_connection_;
  std::map<std::string, Client *> by_name_;
};

Client::Client(Broker &broker, int connection, std::string name)
    : broker_(broker), connection_(connection), name_(std::move(name)) {}
Client::~Client() { broker_.forget(connection_, name_); }
