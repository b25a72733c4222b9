// mapwarden: what a lookup in a concurrent map returns: a pin on an entry.
#ifndef MAPWARDEN_ENTRY_HANDLE_H
#define MAPWARDEN_ENTRY_HANDLE_H

#include <memory>
#include <utility>

#include "mapwarden/detail/always_false.h"
#include "mapwarden/detail/stripe.h"
#include "mapwarden/detail/thread_sync.h"

namespace mapwarden {

namespace detail {
template <class K, class V, class Hash, class Eq, class Alloc, class Sync>
class concurrent_core;
}

/// What end() of a concurrent map returns: compares equal to an empty handle.
struct no_entry {};

/// A pin on one entry of a concurrent map: while it lives, the entry's key and
/// value stay where and as they are. It is no lock: others go on reading, and
/// whoever erases, evicts or changes the entry does so beside the pinned one,
/// whose memory goes with its last handle.
///
/// Move-only; one word of the entry counts the handles. It may outlive the map.
/// Thread safety: a handle belongs to one thread at a time, different handles
/// (also of one entry) to any. Complexity: constant; destroying the last handle
/// of an entry that was removed destroys the entry. Exceptions: none.
///
///     if (auto h = map.find(key); h != map.end())
///       use(h->second);
template <class Value, class Alloc = std::allocator<Value>,
          class Sync = detail::thread_sync>
class entry_handle {
  using stripe = detail::stripe<Value, Alloc, Sync>;
  using node = typename stripe::node;

public:
  using value_type = Value;

  /// An empty handle.
  entry_handle() noexcept = default;
  entry_handle(entry_handle &&other) noexcept
      : node_(std::exchange(other.node_, nullptr)), stripe_(other.stripe_) {}
  entry_handle &operator=(entry_handle &&other) noexcept {
    entry_handle taken(std::move(other));
    std::swap(node_, taken.node_);
    std::swap(stripe_, taken.stripe_);
    return *this;
  }
  ~entry_handle() { reset(); }

  /// Whether it refers to an entry; an empty handle must not be dereferenced.
  explicit operator bool() const noexcept { return node_ != nullptr; }
  /// The entry; const, as other threads read it as well. Valid while the handle
  /// lives, whatever becomes of the entry in the map.
  const Value &operator*() const noexcept { return node_->value; }
  const Value *operator->() const noexcept {
    return std::addressof(node_->value);
  }

  /// Whether the entry was removed from its map since the handle was made: by
  /// erasing, eviction, expiry or a newer value.
  bool detached() const noexcept {
    return node_ != nullptr && (node_->state.load(std::memory_order_relaxed) &
                                detail::node_state::detached) != 0;
  }

  /// Drops the pin; the handle is empty then.
  void reset() noexcept {
    if (node *const n = std::exchange(node_, nullptr))
      if (n->unpin())
        stripe_->set.release(*stripe_, n);
  }

  friend bool operator==(const entry_handle &h, no_entry) noexcept {
    return h.node_ == nullptr;
  }
  friend bool operator!=(const entry_handle &h, no_entry) noexcept {
    return h.node_ != nullptr;
  }
  friend bool operator==(no_entry, const entry_handle &h) noexcept {
    return h.node_ == nullptr;
  }
  friend bool operator!=(no_entry, const entry_handle &h) noexcept {
    return h.node_ != nullptr;
  }

  /// Does not compile: a handle is no iterator.
  template <class T = void> entry_handle &operator++() {
    static_assert(detail::always_false<T>,
                  "mapwarden::entry_handle pins one entry and is no iterator; "
                  "use for_each(f) or snapshot() of the map");
    return *this;
  }

private:
  template <class, class, class, class, class, class>
  friend class detail::concurrent_core;

  // Takes over a pin.
  entry_handle(node *n, stripe &s) noexcept : node_(n), stripe_(&s) {}
  // Another pin next to this one.
  entry_handle another() const {
    node_->pin();
    return entry_handle(node_, *stripe_);
  }

  node *node_ = nullptr;
  stripe *stripe_ = nullptr;
};

} // namespace mapwarden

#endif // MAPWARDEN_ENTRY_HANDLE_H
