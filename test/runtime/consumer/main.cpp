// Uses every public header, in two translation units, as a service would.
#include <mapwarden/mapwarden.h>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

std::size_t other_unit();

static bool concurrent_maps_work() {
  mapwarden::concurrent_options options;
  options.max_entries = 100;
  mapwarden::concurrent_map<int, std::string> pages(options);
  pages.get_or_load(1, [](int k) { return std::to_string(k); });
  pages.upsert(1, [](std::string &text) { text += "!"; });
  mapwarden::entry_handle page = pages.find(1);
  const bool found = page != pages.end() && page->second == "1!";
  pages.erase(1);

  mapwarden::concurrent_nested_map<int, std::string, int> sessions;
  sessions.put(7, "a", 1);
  sessions.upsert(7, "a", [](int &n) { ++n; });
  const bool counted = sessions.get(7, "a") == 2;
  sessions.erase(7, "a");
  return found && page.detached() && counted && sessions.outer_size() == 0;
}

static bool alarm_and_metrics_work() {
  std::string alarm;
  mapwarden::growth_limits limits;
  limits.max_entries = 1000;
  mapwarden::growth_alarm::configure(
      limits,
      [&alarm](const mapwarden::growth_event &e) { alarm = to_string(e); },
      [](const mapwarden::growth_event &) {});
  mapwarden::tracked_map<int, int> grows(mapwarden::map_name{"grows"});
  for (int i = 0; i != 5000; ++i)
    grows[i] = i;
  return alarm.find("'grows'") != std::string::npos &&
         mapwarden::prometheus_text().find("grows") != std::string::npos;
}

int main() {
  std::unordered_map<int, std::string *> raw;
  mapwarden::get_or_create(raw, 1)->assign("x");
  mapwarden::clear_reset(raw);

  mapwarden::tracked_map<int, int> tracked(mapwarden::map_name{"tracked"});
  tracked[1] = 2;
  MAPWARDEN_WATCH(raw);

  mapwarden::bounded_map<int, int, 2> bounded;
  for (int i = 0; i != 5; ++i)
    bounded[i] = i;
  mapwarden::bounded_map<int, int> expires(
      mapwarden::limits{10}.expire_after_write(std::chrono::hours(1)));
  std::mutex guards_expires;
  mapwarden::janitor keeper(expires, guards_expires, std::chrono::hours(1));

  mapwarden::weak_value_map<int, std::string> shared;
  const auto owner = shared.get_or_create(1);
  mapwarden::object_pool<std::map<int, int>> scratch;
  scratch.acquire();

  const bool good = shared.find(1) == owner && scratch.idle() == 1 &&
                    raw.empty() && bounded.size() == 2 && other_unit() == 3 &&
                    concurrent_maps_work() && alarm_and_metrics_work();
  return good ? 0 : 1;
}
