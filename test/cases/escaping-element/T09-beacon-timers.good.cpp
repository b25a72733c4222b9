// case: T09-beacon-timers
// from: boostorg/unordered#245
// family: escaping-element
// shape: the callback is moved out and its entry erased before the call
// mode: tidy
// flags:
#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <functional>
#include <utility>

std::uint64_t armTimer(unsigned milliseconds);
bool nextExpired(std::uint64_t &timer);
bool nextBeacon(int &beacon);
void setLight(int beacon, bool on);

class Timers {
public:
  using Callback = std::function<void()>;

  void schedule(unsigned milliseconds, Callback callback) {
    pending_.try_emplace(armTimer(milliseconds), std::move(callback));
  }

  void expired(std::uint64_t timer) {
    auto it = pending_.find(timer);
    if (it == pending_.end())
      return;
    Callback callback = std::move(it->second);
    pending_.erase(it);
    callback();
  }

private:
  boost::unordered_flat_map<std::uint64_t, Callback> pending_;
};

static Timers timers;

// Three short flashes, then dark.
static void flash(int beacon, int left) {
  setLight(beacon, left % 2 == 1);
  if (left > 0)
    timers.schedule(200, [beacon, left] { flash(beacon, left - 1); });
}

int main() {
  std::uint64_t timer;
  while (nextExpired(timer)) {
    timers.expired(timer);
    int beacon;
    while (nextBeacon(beacon))
      flash(beacon, 5);
  }
}
