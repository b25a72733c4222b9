// case: H14-unread-counts
// from: OneLoneCoder/olcPixelGameEngine#328
// family: unbounded-map
// shape: erase first, reset afterwards; the greetings beside it are filled by the constructor only
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
  explicit Lounge(const std::map<std::string, std::string> &texts) {
    for (const auto &text : texts) greetings_[text.first] = text.second;
  }
  void welcome(const std::shared_ptr<Client> &client, const std::string &language) {
    unread_.emplace(client, 0u);
    auto it = greetings_.find(language);
    if (it != greetings_.end()) client->post(it->second);
  }
  void say(const std::shared_ptr<Client> &client, const std::string &text) {
    auto it = unread_.find(client);
    if (it == unread_.end()) return;
    ++it->second;
    client->post(text);
  }
  void drop(std::shared_ptr<Client> client) {
    client->close();
    unread_.erase(client);
    client.reset();
  }

 private:
  std::map<std::shared_ptr<Client>, unsigned> unread_;
  std::map<std::string, std::string> greetings_;
};

std::map<std::string, std::string> read_greetings();
static Lounge lounge(read_greetings());

int main() {
  Event e;
  while (next_event(e)) {
    if (e.kind == Event::Joined) lounge.welcome(e.client, e.text);
    if (e.kind == Event::Said) lounge.say(e.client, e.text);
    if (e.kind == Event::Lost) lounge.drop(e.client);
  }
}
