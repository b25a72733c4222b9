// mapwarden: the numbers that a map reports.
#ifndef MAPWARDEN_MAP_STATS_H
#define MAPWARDEN_MAP_STATS_H

#include <cstddef>
#include <string>

namespace mapwarden {

/// What a map can say about itself. What it cannot say stays 0.
///
/// A container of any library joins by a function in its own namespace, which
/// watch::sample then calls instead of guessing:
///
///     void mapwarden_report(const my_map& m, mapwarden::map_numbers& out);
struct map_numbers {
  std::size_t entries = 0;     ///< entries now; of a watch: at its last sample
  std::size_t max_entries = 0; ///< the most ever seen; 0 when not kept
  std::size_t bytes = 0;       ///< heap bytes held now by entries and buckets
                               ///< (not by what keys and values own)
  std::size_t buckets = 0;     ///< capacity: buckets or slots
  std::size_t bucket_arrays = 0; ///< bucket arrays allocated so far: rehashes
  std::size_t inserts = 0;       ///< entries that came in, ever
  std::size_t erases = 0;        ///< entries that left, ever, evicted included
  std::size_t evictions = 0;     ///< entries that went to make room, ever
  std::size_t hits = 0;          ///< lookups that found something, ever
  std::size_t misses = 0;        ///< lookups that found nothing, ever
  std::size_t limit = 0;         ///< the most entries it may hold; 0 when none
  std::size_t weight = 0;        ///< the sum of its entries' weights
  std::size_t expirations = 0;   ///< entries that expired, ever
  std::size_t detached_entries = 0; ///< removed, but still in use by readers
  double rehash_progress = 1;       ///< of a growth in steps: the share done

  /// The share of lookups that found something; 0 before the first lookup.
  double hit_ratio() const noexcept {
    const double all = static_cast<double>(hits) + static_cast<double>(misses);
    return all == 0 ? 0 : static_cast<double>(hits) / all;
  }
};

/// What one map reported, read at one moment. The numbers are read one after
/// another while the map may be in use: each is right for some moment during
/// the call.
struct map_stats : map_numbers {
  std::string name; ///< as given, at most 63 characters; else where the map was
                    ///< made, or its kind
  std::string kind; ///< "tracked_map", "bounded_map" or "watch"
  std::size_t samples = 0; ///< of a watch: how often it was sampled; else 0
};

} // namespace mapwarden

#endif // MAPWARDEN_MAP_STATS_H
