// mapwarden: all maps' numbers in the Prometheus text exposition format.
#ifndef MAPWARDEN_PROMETHEUS_TEXT_H
#define MAPWARDEN_PROMETHEUS_TEXT_H

#include <cstddef>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "mapwarden/registry.h"

namespace mapwarden {
namespace detail {

// One row per metric: its name without the prefix, whether it is a counter,
// how it is read, and its help text.
struct metric_row {
  const char *name;
  bool counter;
  std::size_t map_numbers::*number;
  const char *help;
};

inline constexpr metric_row metric_rows[] = {
    {"entries", false, &map_numbers::entries, "Entries in the map now."},
    {"max_entries", false, &map_numbers::max_entries,
     "Most entries ever seen in the map, 0 when not kept."},
    {"held_bytes", false, &map_numbers::bytes,
     "Heap bytes held by the entries and buckets of the map."},
    {"buckets", false, &map_numbers::buckets,
     "Buckets or slots that the map has allocated."},
    {"detached_entries", false, &map_numbers::detached_entries,
     "Entries removed from the map that readers still use."},
    {"limit_entries", false, &map_numbers::limit,
     "Most entries that the map may hold, 0 when it has no limit."},
    {"weight", false, &map_numbers::weight,
     "Sum of the weights of the entries, as the weigher of the map counts."},
    {"rehashes_total", true, &map_numbers::bucket_arrays,
     "Bucket arrays allocated by the map."},
    {"inserts_total", true, &map_numbers::inserts,
     "Entries that came into the map."},
    {"erases_total", true, &map_numbers::erases,
     "Entries that left the map, evicted ones included."},
    {"evictions_total", true, &map_numbers::evictions,
     "Entries that the map itself removed to make room."},
    {"expirations_total", true, &map_numbers::expirations,
     "Entries that the map removed as their time was over."},
    {"hits_total", true, &map_numbers::hits, "Lookups that found an entry."},
    {"misses_total", true, &map_numbers::misses,
     "Lookups that found no entry."},
};

// How many bytes of valid UTF-8 begin at text[i]; 0 when none.
inline std::size_t utf8_length(const std::string &text, std::size_t i) {
  const auto byte = [&](std::size_t at) -> unsigned {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
  };
  const auto follows = [&](std::size_t at) {
    return (byte(at) & 0xC0u) == 0x80u;
  };
  const unsigned first = byte(i);
  if (first < 0x80)
    return 1;
  if (first >= 0xC2 && first < 0xE0)
    return follows(i + 1) ? 2 : 0;
  if (first >= 0xE0 && first < 0xF0) {
    const unsigned second = byte(i + 1);
    const bool good = follows(i + 1) && follows(i + 2) &&
                      !(first == 0xE0 && second < 0xA0) && // overlong
                      !(first == 0xED && second >= 0xA0);  // surrogates
    return good ? 3 : 0;
  }
  if (first >= 0xF0 && first < 0xF5) {
    const unsigned second = byte(i + 1);
    const bool good = follows(i + 1) && follows(i + 2) && follows(i + 3) &&
                      !(first == 0xF0 && second < 0x90) &&
                      !(first == 0xF4 && second >= 0x90);
    return good ? 4 : 0;
  }
  return 0;
}

// A label value may hold any UTF-8; one wrong byte would make Prometheus
// refuse everything.
inline std::string valid_utf8(const std::string &text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    if (length == 0) {
      out += "\xEF\xBF\xBD"; // U+FFFD
      ++i;
    } else {
      out.append(text, i, length);
      i += length;
    }
  }
  return out;
}

inline std::string label_value(const std::string &text) {
  std::string out;
  for (const char c : valid_utf8(text)) {
    if (c == '\\' || c == '"')
      out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

struct metric_sums {
  map_numbers numbers; // summed
  double least_progress = 1;
  std::size_t maps = 0;
};

// Two samples with the same labels are an error: maps of one name are one
// series, the sum.
inline std::map<std::pair<std::string, std::string>, metric_sums>
sum_by_name(const std::vector<map_stats> &snapshot) {
  std::map<std::pair<std::string, std::string>, metric_sums> sums;
  for (const auto &stats : snapshot) {
    metric_sums &sum = sums[{valid_utf8(stats.name), stats.kind}];
    ++sum.maps;
    for (const metric_row &row : metric_rows)
      sum.numbers.*row.number += stats.*row.number;
    if (stats.rehash_progress < sum.least_progress)
      sum.least_progress = stats.rehash_progress;
  }
  return sums;
}

} // namespace detail

/// All maps' numbers in the Prometheus text exposition format 0.0.4: what a
/// handler of `/metrics` sends, as `text/plain; version=0.0.4`.
///
/// Metrics are named mapwarden_map_<what>, with the labels map and kind. Maps
/// of the same name are one series, their sum; mapwarden_map_instances says how
/// many they are. (When one of them dies its counters go: Prometheus takes that
/// for a restart.) The hit ratio is a quotient of rates in a query.
///
/// \param snapshot  what to export
/// Never touches a map. Thread safety: any. Complexity: n log n in the number
/// of maps. Exceptions: std::bad_alloc.
inline std::string
prometheus_text(const std::vector<map_stats> &snapshot = registry::snapshot()) {
  const auto sums = detail::sum_by_name(snapshot);
  std::string out;
  const auto family = [&out](const char *name, bool counter, const char *help) {
    out.append("# HELP mapwarden_map_").append(name).append(" ");
    out.append(help).append("\n# TYPE mapwarden_map_").append(name);
    out.append(counter ? " counter\n" : " gauge\n");
  };
  const auto sample = [&out](const char *name, const auto &labels,
                             const std::string &value) {
    out.append("mapwarden_map_").append(name).append("{map=\"");
    out.append(detail::label_value(labels.first)).append("\",kind=\"");
    out.append(detail::label_value(labels.second)).append("\"} ");
    out.append(value).append("\n");
  };
  if (sums.empty())
    return out;
  family("instances", false, "Maps alive under this name.");
  for (const auto &[labels, sum] : sums)
    sample("instances", labels, std::to_string(sum.maps));
  for (const detail::metric_row &row : detail::metric_rows) {
    family(row.name, row.counter, row.help);
    for (const auto &[labels, sum] : sums)
      sample(row.name, labels, std::to_string(sum.numbers.*row.number));
  }
  family("rehash_progress_ratio", false,
         "Share done of a growth in steps, 1 when none is under way.");
  for (const auto &[labels, sum] : sums) {
    char text[32]; // to 1/1000, and not in the words of a locale
    const auto thousandths = static_cast<unsigned>(
        sum.least_progress <= 0   ? 0
        : sum.least_progress >= 1 ? 1000
                                  : sum.least_progress * 1000);
    std::snprintf(text, sizeof(text), "%u.%03u", thousandths / 1000,
                  thousandths % 1000);
    sample("rehash_progress_ratio", labels, text);
  }
  return out;
}

} // namespace mapwarden

#endif // MAPWARDEN_PROMETHEUS_TEXT_H
