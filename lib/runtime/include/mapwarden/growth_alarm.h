// mapwarden: an alarm for maps that grow without end, which says who inserts.
#ifndef MAPWARDEN_GROWTH_ALARM_H
#define MAPWARDEN_GROWTH_ALARM_H

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "mapwarden/registry.h"

namespace mapwarden {

/// When growth_alarm speaks. A limit of 0 is none.
struct growth_limits {
  double log_rate = 500;       ///< net entries per second: a line in the log
  double callback_rate = 2000; ///< net entries per second: the callback, too
  std::chrono::milliseconds sustained{10000}; ///< for at least so long
  std::size_t max_entries = 0;            ///< absolute size: log and callback
  std::size_t max_bytes = 0;              ///< absolute bytes: log and callback
  std::chrono::milliseconds quiet{60000}; ///< least time between two alarms of
                                          ///< the same map
};

/// What went over its limit.
enum class growth_reason : unsigned char { rate, entries, bytes };

/// One alarm.
struct growth_event {
  map_stats map;                  ///< the numbers at that moment
  growth_reason why;              ///< which limit
  double rate = 0;                ///< net entries per second; 0 unless `rate`
  std::vector<insert_site> sites; ///< who inserts, the most frequent first
};

/// An event as text: one sentence and, indented, the most frequent stack.
/// Exceptions: std::bad_alloc.
inline std::string to_string(const growth_event &event) {
  char text[256];
  switch (event.why) {
  case growth_reason::rate:
    std::snprintf(text, sizeof(text),
                  "mapwarden: map '%s' grows by %.0f entries per second and "
                  "holds %zu (%zu bytes).\n",
                  event.map.name.c_str(), event.rate, event.map.entries,
                  event.map.bytes);
    break;
  case growth_reason::entries:
    std::snprintf(text, sizeof(text),
                  "mapwarden: map '%s' holds %zu entries (%zu bytes), more "
                  "than it should.\n",
                  event.map.name.c_str(), event.map.entries, event.map.bytes);
    break;
  case growth_reason::bytes:
    std::snprintf(text, sizeof(text),
                  "mapwarden: map '%s' holds %zu bytes (%zu entries), more "
                  "than it should.\n",
                  event.map.name.c_str(), event.map.bytes, event.map.entries);
    break;
  }
  std::string message = text;
  if (!event.sites.empty()) {
    std::size_t samples = 0;
    for (const auto &site : event.sites)
      samples += site.samples;
    std::snprintf(text, sizeof(text),
                  "  %zu of its last %zu sampled insertions came from:\n",
                  event.sites.front().samples, samples);
    message += text;
    message += to_string(event.sites.front());
  }
  return message;
}

namespace detail {

struct growth_config {
  growth_limits limits;
  std::function<void(const growth_event &)> log;
  std::function<void(const growth_event &)> callback;
};

struct growth_state {
  std::mutex mutex; // of config; never held while something is called
  std::shared_ptr<const growth_config> config =
      std::make_shared<growth_config>();
};
// Never destroyed: maps of static storage may grow at any time.
inline growth_state &the_growth_state() {
  static growth_state &state = *new growth_state;
  return state;
}
inline std::shared_ptr<const growth_config> current_growth_config() {
  growth_state &state = the_growth_state();
  std::lock_guard<std::mutex> lock(state.mutex);
  return state.config;
}

struct pending_growth_event {
  growth_event event;
  bool log;
  bool call;
};

// Checks one map, under the registry's mutex.
inline void check_growth(registration &r, const growth_limits &limits,
                         growth_window::time_point now,
                         std::vector<pending_growth_event> &out) {
  map_stats stats;
  registry_access::read(r, stats);
  growth_window &window = registry_access::window(r);
  const double least =
      limits.log_rate != 0 && (limits.callback_rate == 0 ||
                               limits.log_rate < limits.callback_rate)
          ? limits.log_rate
          : limits.callback_rate;
  const double rate =
      least == 0 ? 0 : window.note(stats.entries, now, least, limits.sustained);
  bool log = rate > 0 && limits.log_rate != 0 && rate >= limits.log_rate;
  bool call =
      rate > 0 && limits.callback_rate != 0 && rate >= limits.callback_rate;
  growth_reason why = growth_reason::rate;
  if (limits.max_entries != 0 && stats.entries > limits.max_entries) {
    why = growth_reason::entries;
    log = call = true;
  } else if (limits.max_bytes != 0 && stats.bytes > limits.max_bytes) {
    why = growth_reason::bytes;
    log = call = true;
  }
  log = log && window.may_log(now, limits.quiet);
  call = call && window.may_call(now, limits.quiet);
  if (log || call)
    out.push_back(
        {{std::move(stats), why, why == growth_reason::rate ? rate : 0,
          registry_access::sites(r)},
         log,
         call});
}

inline void deliver(const growth_config &config,
                    const std::vector<pending_growth_event> &events) {
  for (const auto &pending : events) {
    if (pending.log && config.log)
      config.log(pending.event);
    else if (pending.log)
      std::fputs(to_string(pending.event).c_str(), stderr);
    if (pending.call && config.callback)
      config.callback(pending.event);
  }
}

// From within an insertion: it must not fail because of an alarm. `find` gives
// the registration, under the registry's mutex, or null.
template <class Find>
#ifdef __GNUC__
__attribute__((noinline, cold))
#endif
void check_growth_inline(Find find) noexcept {
#ifdef __cpp_exceptions
  try {
#endif
    const auto config = current_growth_config();
    std::vector<pending_growth_event> events;
    {
      std::lock_guard<std::mutex> lock(the_registry.list.mutex);
      if (registration *r = find())
        check_growth(*r, config->limits, std::chrono::steady_clock::now(),
                     events);
    }
    deliver(*config, events);
#ifdef __cpp_exceptions
  } catch (...) { // no memory for the message, or the handler's own trouble
  }
#endif
}

} // namespace detail

/// Watches all tracked maps and watches of the program for growth.
///
/// A map is checked when it allocates a bucket array of 1,024 buckets or more
/// (tracked_map), at every 1,024th insertion (watch), and whenever check() is
/// called. Between these moments it costs nothing, and there is no thread of
/// its own: a service calls check() from its timer, or where it exports its
/// metrics, every few seconds.
class growth_alarm {
public:
  using clock = std::chrono::steady_clock;
  using handler = std::function<void(const growth_event &)>;
  growth_alarm() = delete;

  /// Sets the limits and who is told.
  ///
  /// \param callback  called for maps over callback_rate or an absolute limit
  /// \param log       called for every alarm; empty: to_string(event) to stderr
  ///
  /// Both are called without a lock of this library, but in the thread, and in
  /// the middle of the insertion, that led to the check: they must not touch
  /// the map. What they throw out of an insertion is swallowed.
  /// Thread safety: any. Exceptions: std::bad_alloc; nothing has changed then.
  static void configure(growth_limits limits, handler callback = handler(),
                        handler log = handler()) {
    auto config = std::make_shared<detail::growth_config>();
    config->limits = limits;
    config->log = std::move(log);
    config->callback = std::move(callback);
    detail::growth_state &state = detail::the_growth_state();
    std::shared_ptr<const detail::growth_config> next = std::move(config);
    std::lock_guard<std::mutex> lock(state.mutex);
    state.config.swap(next);
  }

  /// Checks every map now and tells the handlers; returns how many alarms there
  /// were. Growth is sustained when the rate between any two checks was over
  /// the limit for growth_limits::sustained.
  ///
  /// \param now  for tests; a clock that goes back starts anew
  /// Thread safety: any. Complexity: linear in the number of maps. Exceptions:
  /// std::bad_alloc and those of the handlers.
  static std::size_t check(clock::time_point now = clock::now()) {
    const auto config = detail::current_growth_config();
    std::vector<detail::pending_growth_event> events;
    {
      std::lock_guard<std::mutex> lock(detail::the_registry.list.mutex);
      detail::registry_access::for_each([&](detail::registration &r) {
        detail::check_growth(r, config->limits, now, events);
      });
    }
    detail::deliver(*config, events);
    return events.size();
  }
};

} // namespace mapwarden

#endif // MAPWARDEN_GROWTH_ALARM_H
