// case: H14-unread-counts
// from: OneLoneCoder/olcPixelGameEngine#328
// family: unbounded-map
// shape: the shared_ptr that is the key is reset before the erase: erase(nullptr) removes nothing
// mode: tidy
// flags:
#include <map>
#include <memory>
#include <string>

class Client {
 public:
  bool connected() const;
  void post(const std::string &text);
  void close();
};
struct Event {
  enum { Joined, Said, Lost } kind;
  std::shared_ptr<Client> client;
  std::string text;
};
bool next_event(Event &e);

class Lounge {
 public:
  void welcome(const std::shared_ptr<Client> &client) { unread_.emplace(client, 0u); }
  void say(const std::shared_ptr<Client> &client, const std::string &text) {
    auto it = unread_.find(client);
    if (it == unread_.end()) return;
    ++it->second;
    client->post(text);
  }
  void drop(std::shared_ptr<Client> client) {
    client->close();
    client.reset();
    unread_.erase(client);
  }

 private:
  std::map<std::shared_ptr<Client>, unsigned> unread_;  // expect: unbounded-map
};

static Lounge lounge;

int main() {
  Event e;
  while (next_event(e)) {
    if (e.kind == Event::Joined) lounge.welcome(e.client);
    if (e.kind == Event::Said) lounge.say(e.client, e.text);
    if (e.kind == Event::Lost) lounge.drop(e.client);
  }
}
