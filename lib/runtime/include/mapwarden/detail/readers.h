// mapwarden: which threads are looking at a table without its lock.
#ifndef MAPWARDEN_DETAIL_READERS_H
#define MAPWARDEN_DETAIL_READERS_H

#include <atomic>
#include <cstdint>
#include <new>

#if defined(__GNUC__)
// One registry for the whole process, also when its parts hide their symbols.
#define MAPWARDEN_DETAIL_PROCESS_WIDE __attribute__((visibility("default")))
#else
#define MAPWARDEN_DETAIL_PROCESS_WIDE
#endif

namespace mapwarden::detail {

// Each thread that looks at tables has a record of its own, in a cache line of
// its own, that says where it is looking. A lookup writes nothing else. Who has
// unlinked something from a table asks all records; when nobody is looking at
// that table, nobody can still see what was unlinked.
//
// Why that is so: both sides change a record's `order` by a read-modify-write,
// so one comes first. If it is the lookup's, the other side sees where it is
// looking; if it is the other side's, the lookup sees what was unlinked before.
template <class Sync> class MAPWARDEN_DETAIL_PROCESS_WIDE readers {
  struct alignas(128) record {
    typename Sync::template atomic<const void *> where{nullptr};
    // Counts its looks in the lower half, and who asked in the upper one.
    typename Sync::template atomic<std::uint64_t> order{0};
    std::atomic<bool> taken{true};
    record *next = nullptr;
  };

public:
  // This thread looks at `where` while this lives; not to be nested. It fails
  // (is false) without memory for a record, and while the thread ends.
  class look {
  public:
    explicit look(const void *where) noexcept
        : record_(mine != nullptr ? mine : enlist()) {
      if (record_ == nullptr)
        return;
      record_->where.store(where, std::memory_order_release);
      record_->order.fetch_add(1, std::memory_order_acq_rel);
    }
    look(const look &) = delete;
    look &operator=(const look &) = delete;
    ~look() {
      if (record_ != nullptr)
        record_->where.store(nullptr, std::memory_order_release);
    }
    explicit operator bool() const noexcept { return record_ != nullptr; }

  private:
    record *const record_;
  };

  // Whether a thread may still see what was unlinked before the call.
  static bool anyone_at(const void *where) noexcept {
    for (record *r = first(); r != nullptr; r = r->next)
      if (asked(r).is_at(where))
        return true;
    return false;
  }
  // Waits until no thread can see what was unlinked before the call: for each
  // in turn, until it looks elsewhere or has looked again since it was asked.
  static void await(const void *where) noexcept {
    for (record *r = first(); r != nullptr; r = r->next) {
      asked look_of{r};
      for (int spin = 0; look_of.is_at(where); ++spin) {
        if (spin < Sync::spins)
          Sync::relax();
        else
          Sync::yield();
      }
    }
  }

private:
  // What a record did since it was asked: looks that it began later count for
  // nothing, they see what was unlinked before.
  struct asked {
    explicit asked(record *r) noexcept
        : r_(r), seen_(static_cast<std::uint32_t>(
                     r->order.fetch_add(one_more, std::memory_order_acq_rel))) {
    }
    bool is_at(const void *where) const noexcept {
      return r_->where.load(std::memory_order_acquire) == where &&
             static_cast<std::uint32_t>(
                 r_->order.load(std::memory_order_acquire)) == seen_;
    }

  private:
    static constexpr std::uint64_t one_more = std::uint64_t{1} << 32;
    record *const r_;
    const std::uint32_t seen_;
  };

  // Not a mere load: a thread that enlists afterwards sees what was unlinked.
  static record *first() noexcept {
    record *r = all.load(std::memory_order_relaxed);
    while (!all.compare_exchange_weak(r, r, std::memory_order_acq_rel,
                                      std::memory_order_relaxed)) {
    }
    return r;
  }

  // Records are never freed; those of threads that ended are taken again.
  static inline std::atomic<record *> all{nullptr};
  static inline thread_local record *mine = nullptr;
  static inline thread_local bool ended = false;

  struct owner {
    ~owner() {
      if (mine != nullptr)
        mine->taken.store(false, std::memory_order_release);
      mine = nullptr;
      ended = true;
    }
  };

  static record *enlist() noexcept {
    if (ended)
      return nullptr;
    record *r = all.load(std::memory_order_acquire);
    while (r != nullptr && r->taken.exchange(true, std::memory_order_acquire))
      r = r->next;
    if (r == nullptr) {
      r = new (std::nothrow) record;
      if (r == nullptr)
        return nullptr;
      r->next = all.load(std::memory_order_relaxed);
      while (!all.compare_exchange_weak(r->next, r, std::memory_order_acq_rel,
                                        std::memory_order_relaxed)) {
      }
    }
    static thread_local owner gives_it_back;
    static_cast<void>(gives_it_back);
    return mine = r;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_READERS_H
