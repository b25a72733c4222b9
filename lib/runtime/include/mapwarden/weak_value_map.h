// mapwarden: a map of objects that live as long as somebody else uses them.
#ifndef MAPWARDEN_WEAK_VALUE_MAP_H
#define MAPWARDEN_WEAK_VALUE_MAP_H

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mapwarden/detail/constructions.h"
#include "mapwarden/shrink.h"
#include "mapwarden/threading.h"

namespace mapwarden {

/// Maps keys to objects that others own: holds weak pointers, gives shared
/// ones, and makes an absent object exactly once however many threads ask.
///
/// Entries whose object has died are never seen: not by find, not by size().
/// Their memory goes a little at a time: each call that inserts looks at two
/// entries, so that the map holds at most about twice as many entries as were
/// alive lately; it never stops to sweep. An idle map does not shrink by
/// itself: call prune().
///
/// \tparam K, T       key (copyable) and object; T is not const
/// \tparam Hash, Eq   as in std::unordered_map
/// \tparam Threading  multi_threaded (default): any member in any thread, one
///                    lock for the map, held neither while objects are made nor
///                    while they are destroyed; single_threaded: no locks
/// \tparam Alloc      where the entries come from (not the objects)
///
/// Invalidation: nothing is handed out that could become invalid.
/// Complexity: expected constant, if not stated otherwise. Exceptions: a call
/// that throws has changed nothing, except that dead entries may be gone.
/// The map must outlive all calls of its members, not the objects it gave.
///
///     mapwarden::weak_value_map<std::string, font> fonts;
///     std::shared_ptr<font> f = fonts.get_or_create(
///         name, [&] { return std::make_unique<font>(name); });
template <class K, class T, class Hash = std::hash<K>,
          class Eq = std::equal_to<K>, class Threading = multi_threaded,
          class Alloc = std::allocator<std::pair<const K, std::weak_ptr<T>>>>
class weak_value_map {
  static_assert(!std::is_reference_v<K> && !std::is_reference_v<T> &&
                    !std::is_const_v<T>,
                "mapwarden: weak_value_map<K, T>: name the object itself, "
                "neither a reference nor const; the map holds a weak_ptr<T>");
  static_assert(std::is_copy_constructible_v<K>,
                "mapwarden: weak_value_map copies keys");

  using construction = detail::construction<T, Threading>;
  struct slot {
    std::weak_ptr<T> object;
    std::shared_ptr<construction> making; // somebody makes the object just now
    const K *key = nullptr;               // its own, for the pruning hand
    slot *previous = nullptr;             // the ring of all slots
    slot *next = nullptr;
    bool dead() const { return making == nullptr && object.expired(); }
  };
  using slot_alloc = typename std::allocator_traits<
      Alloc>::template rebind_alloc<std::pair<const K, slot>>;
  using table = std::unordered_map<K, slot, Hash, Eq, slot_alloc>;
  using node_type = typename table::node_type;
  using lock = std::unique_lock<typename Threading::mutex>;

  // Entries taken out, to be destroyed after the lock, as a key's or a
  // deleter's destructor may do anything.
  template <std::size_t N> struct graveyard {
    node_type nodes[N];
    std::size_t count = 0;
    bool full() const { return count == N; }
    void bury(node_type &&node) { nodes[count++] = std::move(node); }
  };

public:
  using key_type = K;
  using object_type = T;
  using pointer = std::shared_ptr<T>;

  /// Makes an empty map.
  explicit weak_value_map(const Hash &hash = Hash(), const Eq &eq = Eq(),
                          const Alloc &alloc = Alloc())
      : slots_(0, hash, eq, slot_alloc(alloc)) {}
  weak_value_map(const weak_value_map &) = delete;
  weak_value_map &operator=(const weak_value_map &) = delete;
  /// No member may be running, get_or_create included.
  ~weak_value_map() = default;

  /// The object under `k`, or null when there is none, it has died, or it is
  /// still being made. Exceptions: those of Hash and Eq.
  pointer find(const K &k) const {
    lock held(mutex_);
    auto it = slots_.find(k);
    return it == slots_.end() ? pointer() : it->second.object.lock();
  }

  /// The object under `k`, made by `make()` if there is none.
  ///
  /// Of several threads that ask for an absent key one calls `make`, without
  /// the lock; the others wait for its result. If `make` throws, its caller
  /// gets the exception, nothing is stored, and one of those that wait tries
  /// with its own `make`. If the entry is erased meanwhile, the result goes to
  /// those that wait, but is not stored.
  ///
  /// \param make  returns what a shared_ptr<T> is constructed from, e.g. a
  ///              shared_ptr or unique_ptr; null: nothing is stored. It may use
  ///              the map, with other keys
  /// \returns     the object; null only if `make` gave null
  /// \throws std::logic_error if `make` asks for the key it is making, or would
  /// wait for a thread that waits for this one; else what `make`, Hash, Eq,
  /// copying the key and the allocator throw
  template <class Make> pointer get_or_create(const K &k, Make &&make) {
    static_assert(std::is_invocable_v<Make &>,
                  "mapwarden: weak_value_map::get_or_create(k, make): make() "
                  "must be callable without arguments");
    static_assert(
        std::is_constructible_v<pointer, std::invoke_result_t<Make &>>,
        "mapwarden: weak_value_map::get_or_create(k, make): make() must return "
        "a shared_ptr<T> or unique_ptr<T>");
    static_assert(!std::is_pointer_v<
                      std::remove_reference_t<std::invoke_result_t<Make &>>>,
                  "mapwarden: weak_value_map::get_or_create(k, make): make() "
                  "returns a raw pointer, and nothing says who owns it: return "
                  "std::unique_ptr<T> or std::shared_ptr<T>");
    graveyard<2> dead;
    lock held(mutex_);
    for (;;) {
      slot &s = slot_of(k, dead);
      if (s.making == nullptr) {
        if (pointer object = s.object.lock())
          return object;
        return construct(s, held, make);
      }
      const std::shared_ptr<construction> other = s.making;
      if (pointer object = waits_.wait(other, held))
        return object; // else it failed: try again
    }
  }

  /// As above; makes a T by default construction. Its memory goes with the last
  /// owner, as it is not allocated together with its reference count.
  pointer get_or_create(const K &k) {
    static_assert(std::is_default_constructible_v<T>,
                  "mapwarden: weak_value_map: T has no default constructor: "
                  "say how it is made: get_or_create(k, make)");
    return get_or_create(k, [] { return std::unique_ptr<T>(new T()); });
  }

  /// Puts `object` under `k`, in place of what was there; null erases. An
  /// object that is being made for `k` is then not stored.
  void insert_or_assign(const K &k, const pointer &object) {
    if (object == nullptr) {
      erase(k);
      return;
    }
    graveyard<2> dead;
    std::weak_ptr<T> next(object); // and then the previous one
    lock held(mutex_);
    slot &s = slot_of(k, dead);
    forget_construction(s);
    s.object.swap(next);
  }

  /// Erases the entry of `k`, not the object. An object that is being made for
  /// `k` will not be stored. Returns whether a living object was there.
  bool erase(const K &k) {
    node_type gone;
    lock held(mutex_);
    auto it = slots_.find(k);
    if (it == slots_.end())
      return false;
    gone = take(it);
    forget_construction(gone.mapped());
    return !gone.mapped().object.expired();
  }

  /// Erases all entries, as erase does. Complexity: linear.
  void clear() {
    lock held(mutex_);
    table gone(0, slots_.hash_function(), slots_.key_eq(),
               slots_.get_allocator());
    slots_.swap(gone);
    hand_ = nullptr;
    for (auto &entry : gone)
      forget_construction(entry.second);
    held.unlock();
  }

  /// Frees the entries whose objects have died, and the bucket array if it has
  /// become sparse. Returns how many entries went. Complexity: linear; others
  /// get the lock after every 64 entries at the latest, but the new, smaller
  /// bucket array is filled in one go.
  std::size_t prune() {
    std::size_t pruned = 0;
    for (std::size_t left = entry_count(); left != 0;) {
      graveyard<32> dead;
      lock held(mutex_);
      const std::size_t steps = left < 64 ? left : 64;
      const std::size_t not_done = prune_some(steps, dead);
      left = hand_ == nullptr ? 0 : left - (steps - not_done);
      pruned += dead.count;
    }
    lock held(mutex_);
    mapwarden::shrink_if_sparse(slots_);
    return pruned;
  }

  /// The number of objects alive. Complexity: linear, under the lock.
  std::size_t size() const {
    lock held(mutex_);
    std::size_t alive = 0;
    for (const auto &entry : slots_)
      alive += entry.second.object.expired() ? 0u : 1u;
    return alive;
  }
  /// Whether no object is alive. Complexity: linear, under the lock.
  bool empty() const { return size() == 0; }
  /// The number of entries that take memory: of living objects, of dead ones
  /// not yet pruned, and of those being made. Complexity: constant.
  std::size_t entry_count() const {
    lock held(mutex_);
    return slots_.size();
  }

  /// The living objects and their keys, in no order. Complexity: linear, under
  /// the lock.
  std::vector<std::pair<K, pointer>> snapshot() const {
    std::vector<std::pair<K, pointer>> all; // ends after the lock: the last
                                            // owner of an object may be in it
    lock held(mutex_);
    all.reserve(slots_.size());
    for (const auto &entry : slots_)
      if (pointer object = entry.second.object.lock())
        all.emplace_back(entry.first, std::move(object));
    return all;
  }

private:
  // The slot of `k`, inserted if absent; before that it prunes a little.
  slot &slot_of(const K &k, graveyard<2> &dead) {
    auto it = slots_.find(k);
    if (it != slots_.end())
      return it->second;
    if (!dead.full())
      prune_some(2, dead);
    auto at = slots_.try_emplace(k).first;
    slot &s = at->second;
    s.key = &at->first;
    link(s);
    return s;
  }

  // Calls make(), without the lock; s stays, for it is not dead, unless it is
  // erased, and then mine->stored is false.
  template <class Make> pointer construct(slot &s, lock &held, Make &make) {
    const auto mine = std::make_shared<construction>();
    std::weak_ptr<T> previous; // of a dead object; ends without the lock
    pointer object;
    s.making = mine;
    struct finish { // also when make() throws
      slot &s;
      lock &held;
      const std::shared_ptr<construction> &mine;
      std::weak_ptr<T> &previous;
      const pointer &object;
      ~finish() {
        held.lock();
        if (mine->stored) {
          previous.swap(s.object);
          s.object = object;
          s.making = nullptr;
        }
        mine->result = object;
        mine->done = true;
        mine->finished.notify_all();
        held.unlock();
      }
    } at_end{s, held, mine, previous, object};
    held.unlock();
    object = pointer(make());
    return object;
  }

  void forget_construction(slot &s) noexcept {
    if (s.making == nullptr)
      return;
    s.making->stored = false;
    s.making = nullptr;
  }

  node_type take(typename table::iterator it) {
    node_type node = slots_.extract(it);
    unlink(node.mapped());
    return node;
  }

  // Looks at the next `steps` entries of the ring and takes out the dead ones,
  // as many as `dead` has room for; returns the steps that are left.
  template <std::size_t N>
  std::size_t prune_some(std::size_t steps, graveyard<N> &dead) {
    for (; steps != 0 && hand_ != nullptr && !dead.full(); --steps) {
      slot &s = *hand_;
      hand_ = s.next;
      if (s.dead())
        dead.bury(take(slots_.find(*s.key)));
    }
    return hand_ == nullptr ? 0 : steps;
  }

  // A new slot is the last one the hand comes to.
  void link(slot &s) noexcept {
    if (hand_ == nullptr) {
      s.previous = s.next = hand_ = &s;
      return;
    }
    s.next = hand_;
    s.previous = hand_->previous;
    s.previous->next = s.next->previous = &s;
  }
  void unlink(slot &s) noexcept {
    if (s.next == &s) {
      hand_ = nullptr;
      return;
    }
    if (hand_ == &s)
      hand_ = s.next;
    s.previous->next = s.next;
    s.next->previous = s.previous;
  }

  mutable typename Threading::mutex mutex_;
  table slots_;
  slot *hand_ = nullptr; // the next to look at; null when there are none
  detail::construction_waits<T, Threading> waits_;
};

} // namespace mapwarden

#endif // MAPWARDEN_WEAK_VALUE_MAP_H
