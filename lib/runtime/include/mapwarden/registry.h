// mapwarden: the list of all maps that report their size.
#ifndef MAPWARDEN_REGISTRY_H
#define MAPWARDEN_REGISTRY_H

#include <cstddef>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "mapwarden/detail/growth_window.h"
#include "mapwarden/insert_site.h"
#include "mapwarden/map_stats.h"

namespace mapwarden {

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
  explicit registration(const char *name) { assign(name); }
  ~registration() { unlist(); }

  // A derived class calls it last in its constructor: from then on other
  // threads may call read() and sites().
  void enlist() noexcept {
    std::lock_guard<std::mutex> lock(the_registry.list.mutex);
    next_ = the_registry.list.first;
    if (next_ != nullptr)
      next_->previous_ = this;
    the_registry.list.first = this;
    listed_ = true;
  }

  // A derived class calls it first in its destructor: afterwards nobody calls
  // either.
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
  // Where its insertions were sampled; null when none was.
  virtual site_ring *sites() const = 0;

private:
  friend struct registry_access;

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
  bool listed_ = false;
  growth_window window_; // under the registry's mutex
  char name_[64];
};

// What the registry and the growth alarm may see of the registrations; always
// under the registry's mutex.
struct registry_access {
  static void read(const registration &r, map_stats &out) {
    out.name = r.name_;
    r.read(out);
  }
  static std::vector<insert_site> sites(const registration &r) {
    return detail::read_sites(r.sites());
  }
  static growth_window &window(registration &r) { return r.window_; }
  template <class F> static void for_each(F f) {
    for (registration *r = the_registry.list.first; r != nullptr; r = r->next_)
      f(*r);
  }
};

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
  static std::vector<map_stats> snapshot() {
    std::vector<map_stats> all;
    std::lock_guard<std::mutex> lock(detail::the_registry.list.mutex);
    detail::registry_access::for_each([&all](const detail::registration &r) {
      detail::registry_access::read(r, all.emplace_back());
    });
    return all;
  }

  /// Who inserts into the maps of that name: the stacks of the sampled
  /// insertions, the most frequent first. Empty before the 1,024th insertion,
  /// and where the compiler offers no stack unwinder.
  ///
  /// Thread safety: callable from any thread, at any time. Complexity: linear
  /// in the number of maps. Exceptions: std::bad_alloc.
  static std::vector<insert_site> insert_sites(const std::string &name) {
    std::vector<insert_site> all;
    std::lock_guard<std::mutex> lock(detail::the_registry.list.mutex);
    detail::registry_access::for_each([&](const detail::registration &r) {
      if (name != r.name())
        return;
      for (auto &site : detail::registry_access::sites(r))
        all.push_back(std::move(site));
    });
    return all;
  }
};

} // namespace mapwarden

#endif // MAPWARDEN_REGISTRY_H
