// case: H13-alarm-board
// from: forgottenserver-downgrade#14 (cleanup that can never remove anything)
// family: unbounded-map
// shape: the sweep runs to end()
// mode: tidy
// flags:
#include <cstdint>
#include <iterator>
#include <map>
#include <string>

struct Alarm {
  std::string text;
  bool rung = false;
};
using Schedule = std::multimap<std::int64_t, Alarm>;

std::int64_t wait_a_minute();
Schedule read_new_alarms();
void ring(const std::string &text);

class AlarmBoard {
 public:
  void take_over(Schedule arrivals) { due_.merge(arrivals); }
  void fire(std::int64_t now) {
    for (auto it = due_.begin(); it != due_.upper_bound(now); ++it) {
      if (!it->second.rung) ring(it->second.text);
      it->second.rung = true;
    }
  }
  void drop_rung() {
    for (auto it = due_.begin(); it != due_.end();)
      it = it->second.rung ? due_.erase(it) : std::next(it);
  }

 private:
  Schedule due_;
};

int main() {
  AlarmBoard board;
  for (;;) {
    board.take_over(read_new_alarms());
    board.fire(wait_a_minute());
    board.drop_rung();
  }
}
