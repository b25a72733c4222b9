// case: N21-player-farewell
// from: fresh
// family: escaping-element
// shape: a reference from a throwing look-up helper is read after another helper erased that player (std::map)
// mode: tidy
// flags:
#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace lobby {

using PlayerId = std::uint32_t;

struct Player {
  std::string name;
  std::string team;
  int score = 0;
};

class Lobby {
 public:
  using Say = std::function<void(const std::string&)>;
  explicit Lobby(Say say) : say_(std::move(say)) {}

  void enter(PlayerId id, const std::string& name) {
    auto [it, fresh] = players_.try_emplace(id);
    if (!fresh)
      return;
    it->second.name = name;
    say_(it->second.name + " entered");
  }

  void score(PlayerId id, int points) { player(id).score += points; }

  void leave(PlayerId id) {
    const Player& quitter = player(id);
    if (quitter.score > best_.second)
      best_ = {quitter.name, quitter.score};
    drop(id);
    say_(quitter.name + " left");  // expect: escaping-element
  }

  const std::pair<std::string, int>& best() const { return best_; }

 private:
  Player& player(PlayerId id) {
    auto it = players_.find(id);
    if (it == players_.end())
      throw std::out_of_range("no such player");
    return it->second;  // accept: escaping-element
  }

  void drop(PlayerId id) {
    players_.erase(id);
    ++revision_;
  }

  Say say_;
  std::map<PlayerId, Player> players_;
  std::pair<std::string, int> best_{"nobody", 0};
  unsigned revision_ = 0;
};

}  // namespace lobby

struct Event {
  enum { Enter, Score, Leave } what = Enter;
  lobby::PlayerId id = 0;
  std::string name;
  int points = 0;
};
bool nextEvent(Event& event);
void broadcast(const std::string& text);

int main() {
  lobby::Lobby room(broadcast);
  Event e;
  while (nextEvent(e)) {
    switch (e.what) {
      case Event::Enter: room.enter(e.id, e.name); break;
      case Event::Score: room.score(e.id, e.points); break;
      case Event::Leave: room.leave(e.id); break;
    }
  }
}
