// case: H09-lobby-visitors
// from: zaphoyd/websocketpp#8
// family: unbounded-map
// shape: the map is a protected member of the base class, the derived server is a local of main; on_close only says goodbye
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <string>

struct Frame {
  enum { Open, Text, Close } kind;
  std::uint64_t connection;
  std::string text;
};
bool next_frame(Frame &f);
void send(std::uint64_t connection, const std::string &text);

class Gathering {
 public:
  virtual ~Gathering() = default;
  void on_open(std::uint64_t connection, const std::string &alias) { visitors_.insert({connection, alias}); }
  virtual void on_close(std::uint64_t connection) = 0;

 protected:
  void send_to_all(const std::string &text) {
    for (const auto &visitor : visitors_) send(visitor.first, text);
  }
  std::map<std::uint64_t, std::string> visitors_;  // expect: unbounded-map
};

class Lobby : public Gathering {
 public:
  void on_close(std::uint64_t connection) override {
    auto &present = visitors_;
    auto it = present.find(connection);
    if (it == present.end()) return;
    const std::string alias = it->second;
    send_to_all(alias + " has left the lobby");
  }
};

int main() {
  Lobby lobby;
  Frame f;
  while (next_frame(f)) {
    if (f.kind == Frame::Open) lobby.on_open(f.connection, f.text);
    if (f.kind == Frame::Close) lobby.on_close(f.connection);
  }
}
