// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: unsubscribe() is called for closed HUD panels only; every spawned enemy subscribes and its death leaves the handler behind
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <map>

struct Event {
  int type = 0;
  std::uint32_t subject = 0;
};
using Handler = std::function<void(const Event &)>;
using Token = std::uint64_t;

class EventBus {
 public:
  static EventBus &get();
  Token subscribe(Handler handler);
  void unsubscribe(Token token);
  void publish(const Event &event) const;

 private:
  Token next_ = 1;
  std::map<Token, Handler> handlers_;  // expect: unbounded-map
};
