// case: H24-tenant-topics
// from: drasi-project/drasi-core#642 (Rust; same shape)
// family: inner-map-never-cleared
// shape: three levels: the empty client set takes its topic with it, but a tenant without topics is never erased
// mode: tidy
// flags:
#include <map>
#include <set>
#include <string>

struct Order {
  bool subscribe;
  std::string tenant;
  std::string topic;
  unsigned client;
};
bool next_order(Order &o);

class Broker {
 public:
  void subscribe(const Order &o) { tenants_[o.tenant][o.topic].insert(o.client); }
  void unsubscribe(const Order &o) {
    auto tenant = tenants_.find(o.tenant);
    if (tenant == tenants_.end()) return;
    Topics &topics = tenant->second;
    auto topic = topics.find(o.topic);
    if (topic == topics.end()) return;
    topic->second.erase(o.client);
    if (topic->second.empty()) topics.erase(topic);  // expect: inner-map-never-cleared
  }

 private:
  using Topics = std::map<std::string, std::set<unsigned>>;
  std::map<std::string, Topics> tenants_;  // accept: unbounded-map, inner-map-never-cleared
};

class Server {
 public:
  void run() {
    Order o;
    while (next_order(o)) {
      if (o.subscribe)
        broker_.subscribe(o);
      else
        broker_.unsubscribe(o);
    }
  }

 private:
  Broker broker_;
};

int main() {
  Server server;
  server.run();
}
