// mapwarden: objects being made by one thread while others wait for them.
#ifndef MAPWARDEN_DETAIL_CONSTRUCTIONS_H
#define MAPWARDEN_DETAIL_CONSTRUCTIONS_H

#include <memory>
#include <mutex>
#include <stdexcept>

namespace mapwarden::detail {

// One object being made. Everything in it is guarded by the map's mutex.
template <class T, class Threading> struct construction {
  typename Threading::thread_id maker = Threading::this_thread();
  typename Threading::condition finished;
  std::shared_ptr<T> result; // null when making it failed
  bool done = false;
  bool stored = true; // false: its entry was erased or replaced meanwhile
};

// Who waits for whom in one map.
template <class T, class Threading> class construction_waits {
  using construction_t = construction<T, Threading>;
  using lock = std::unique_lock<typename Threading::mutex>;

public:
  // Waits until `c` is done; returns its result. Throws std::logic_error when
  // that would be for ever: the thread that makes `c` is this one, or waits,
  // over however many others, for this one.
  std::shared_ptr<T> wait(const std::shared_ptr<construction_t> &c,
                          lock &held) {
    const auto me = Threading::this_thread();
    for (const construction_t *at = c.get(); at != nullptr;
         at = awaited_by(at->maker))
      if (at->maker == me)
        throw std::logic_error(
            "mapwarden::weak_value_map: get_or_create would wait for itself: "
            "making this object asks, directly or over other threads, for an "
            "object that this thread is making");
    waiter here{*this, me, c.get(), first_};
    while (!c->done)
      c->finished.wait(held);
    return c->result;
  }

private:
  struct waiter { // on the stack of wait()
    construction_waits &waits;
    typename Threading::thread_id thread;
    const construction_t *on;
    waiter *next;
    waiter(construction_waits &w, typename Threading::thread_id t,
           const construction_t *c, waiter *n)
        : waits(w), thread(t), on(c), next(n) {
      waits.first_ = this;
    }
    waiter(const waiter &) = delete;
    waiter &operator=(const waiter &) = delete;
    ~waiter() {
      waiter **at = &waits.first_;
      while (*at != this)
        at = &(*at)->next;
      *at = next;
    }
  };

  const construction_t *awaited_by(typename Threading::thread_id thread) const {
    for (const waiter *w = first_; w != nullptr; w = w->next)
      if (w->thread == thread)
        return w->on->done ? nullptr : w->on;
    return nullptr;
  }

  waiter *first_ = nullptr;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_CONSTRUCTIONS_H
