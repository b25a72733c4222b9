// mapwarden: the list of all maps that report their size.
#ifndef MAPWARDEN_REGISTRY_H
#define MAPWARDEN_REGISTRY_H

#include <cstddef>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

namespace mapwarden {

/// What one map reported, read at one moment. The numbers are read one after
/// another while the map may be in use: each is right for some moment during
/// the call.
struct map_stats {
  std::string name; ///< as given, at most 63 characters; else where the map was
                    ///< made, or its kind
  std::string kind; ///< "tracked_map", "bounded_map" or "watch"
  std::size_t entries = 0; ///< entries now; of a watch: at its last sample
  std::size_t max_entries =
      0; ///< of a watch: the most ever sampled; else 0 (not kept)
  std::size_t bytes = 0; ///< heap bytes held now by entries and buckets (not by
                         ///< what keys and values own)
  std::size_t buckets = 0; ///< of a watch: bucket_count() or capacity() at its
                           ///< last sample; else 0
  std::size_t bucket_arrays = 0; ///< of a tracked_map: bucket arrays allocated
                                 ///< so far, that is, rehashes; else 0
  std::size_t samples = 0; ///< of a watch: how often it was sampled; else 0
  // Of a bounded_map; else 0.
  std::size_t limit = 0;       ///< the most entries it may hold
  std::size_t weight = 0;      ///< the sum of its entries' weights
  std::size_t inserts = 0;     ///< calls that inserted so far
  std::size_t evictions = 0;   ///< entries evicted so far
  std::size_t expirations = 0; ///< entries expired so far
  std::size_t hits = 0;        ///< lookups that found their key so far
  std::size_t misses = 0;      ///< lookups that did not
};

namespace detail {

class registration;

struct registry_list {
  std::mutex mutex;
  registration *first = nullptr;
};

// Never destroyed: maps of static storage unregister at any time.
union immortal_registry_list {
  registry_list list;
  constexpr immortal_registry_list() : list() {}
  ~immortal_registry_list() {}
};
inline immortal_registry_list the_registry;

// An entry of the registry: listed from its construction to its destruction.
// Allocates nothing.
class registration {
public:
  registration(const registration &) = delete;
  registration &operator=(const registration &) = delete;

  void rename(const char *name) {
    std::lock_guard<std::mutex> lock(the_registry.list.mutex);
    assign(name);
  }
  // The address is stable, the text changes only by rename.
  const char *name() const noexcept { return name_; }

protected:
  explicit registration(const char *name) {
    assign(name);
    std::lock_guard<std::mutex> lock(the_registry.list.mutex);
    next_ = the_registry.list.first;
    if (next_ != nullptr)
      next_->previous_ = this;
    the_registry.list.first = this;
  }
  ~registration() { unlist(); }

  // A derived class calls it first in its destructor: afterwards nobody calls
  // read().
  void unlist() noexcept {
    std::lock_guard<std::mutex> lock(the_registry.list.mutex);
    if (!listed_)
      return;
    listed_ = false;
    (previous_ != nullptr ? previous_->next_ : the_registry.list.first) = next_;
    if (next_ != nullptr)
      next_->previous_ = previous_;
  }

  virtual void read(map_stats &out) const = 0;

private:
  friend std::vector<map_stats> read_all();

  void assign(const char *name) noexcept {
    const std::size_t length = std::strlen(name);
    const std::size_t kept =
        length < sizeof(name_) ? length : sizeof(name_) - 1;
    std::memcpy(name_, name + (length - kept),
                kept); // of a path, the end says more
    name_[kept] = '\0';
  }

  registration *previous_ = nullptr;
  registration *next_ = nullptr;
  bool listed_ = true;
  char name_[64];
};

inline std::vector<map_stats> read_all() {
  std::vector<map_stats> all;
  std::lock_guard<std::mutex> lock(the_registry.list.mutex);
  for (const registration *r = the_registry.list.first; r != nullptr;
       r = r->next_) {
    map_stats &stats = all.emplace_back();
    stats.name = r->name_;
    r->read(stats);
  }
  return all;
}

} // namespace detail

/// All tracked maps and watches of the program.
class registry {
public:
  registry() = delete;

  /// Reads what every live tracked_map and watch reports, the newest first. It
  /// never touches the maps themselves, only their counters.
  ///
  /// \returns one map_stats per map. Invalidates nothing.
  /// Thread safety: callable from any thread, at any time. Complexity: linear
  /// in the number of maps. Exceptions: std::bad_alloc.
  static std::vector<map_stats> snapshot() { return detail::read_all(); }
};

} // namespace mapwarden

#endif // MAPWARDEN_REGISTRY_H
