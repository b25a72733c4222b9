// mapwarden: since when, and how fast, one map has been growing.
#ifndef MAPWARDEN_DETAIL_GROWTH_WINDOW_H
#define MAPWARDEN_DETAIL_GROWTH_WINDOW_H

#include <chrono>
#include <cstddef>

namespace mapwarden::detail {

class growth_window {
public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  // Notes that the map has so many entries now. Returns the average net growth
  // in entries per second since the rate, as seen between notes, was last below
  // `least_rate`; 0 while that is less than `sustained` ago.
  double note(std::size_t entries, time_point now, double least_rate,
              duration sustained) noexcept {
    if (!started_ || now < last_) {
      started_ = true;
      begin(entries, now);
      return 0;
    }
    if (now - last_ < sustained / 20) // too short to say a rate
      return 0;
    if (rate(last_entries_, entries, last_, now) < least_rate) {
      begin(entries, now);
      return 0;
    }
    last_ = now;
    last_entries_ = entries;
    return now - since_ < sustained
               ? 0
               : rate(since_entries_, entries, since_, now);
  }

  // Whether an alarm at `now` comes at least `quiet` after the last of that
  // kind; notes it then.
  bool may_log(time_point now, duration quiet) noexcept {
    return passes(logged_, ever_logged_, now, quiet);
  }
  bool may_call(time_point now, duration quiet) noexcept {
    return passes(called_, ever_called_, now, quiet);
  }

private:
  void begin(std::size_t entries, time_point now) noexcept {
    since_ = last_ = now;
    since_entries_ = last_entries_ = entries;
  }
  static double rate(std::size_t from, std::size_t to, time_point begin,
                     time_point end) noexcept {
    const double seconds = std::chrono::duration<double>(end - begin).count();
    const double net = static_cast<double>(to) - static_cast<double>(from);
    return seconds <= 0 ? 0 : net / seconds;
  }
  static bool passes(time_point &last, bool &ever, time_point now,
                     duration quiet) noexcept {
    if (ever && now >= last && now - last < quiet)
      return false;
    ever = true;
    last = now;
    return true;
  }

  time_point since_, last_, logged_, called_;
  std::size_t since_entries_ = 0;
  std::size_t last_entries_ = 0;
  bool started_ = false;
  bool ever_logged_ = false;
  bool ever_called_ = false;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_GROWTH_WINDOW_H
