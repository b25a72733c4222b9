// A Sync policy for tests that runs one thread at a time and, before each
// synchronising step, lets a seeded generator choose which one goes on: windows
// that a stress test meets rarely are met often, and again with the same seed.
#ifndef MAPWARDEN_TEST_RUNTIME_SCHEDULED_SYNC_H
#define MAPWARDEN_TEST_RUNTIME_SCHEDULED_SYNC_H

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include <sched.h>
#include <semaphore.h>

namespace mapwarden_test {

class scheduler {
public:
  // Runs the bodies as threads under one schedule, to their end.
  static void run(std::uint32_t seed, std::vector<std::function<void()>> all) {
    scheduler s(seed, all.size());
    current_ = &s;
    const one_core here;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i != all.size(); ++i)
      threads.emplace_back([&s, &all, i] {
        self_ = static_cast<int>(i);
        s.state(self_).turn.wait();
        all[i]();
        s.finish();
        self_ = -1;
      });
    s.hand_over(s.choose());
    for (auto &t : threads)
      t.join();
    current_ = nullptr;
  }

  // A place where another thread may go on.
  static void point() {
    if (self_ >= 0 && current_->random_() % 3 == 0)
      current_->pass_on(false, nullptr);
  }
  // Sleeps until wake(address).
  static void sleep(const void *address) {
    if (self_ < 0) {
      std::fprintf(stderr, "scheduled_sync: wait outside of a schedule\n");
      std::abort();
    }
    current_->pass_on(true, address);
  }
  static void wake(const void *address) {
    if (self_ < 0)
      return;
    for (auto &t : current_->threads_)
      if (t->sleeps_on == address)
        t->sleeps_on = nullptr;
  }

private:
  // While it lives, new threads run on the core of this one: passing the turn
  // on to another core takes twice as long.
  class one_core {
#ifdef __linux__
  public:
    one_core() {
      sched_getaffinity(0, sizeof before_, &before_);
      const int core = sched_getcpu();
      if (core < 0 || core >= CPU_SETSIZE)
        return;
      cpu_set_t one;
      CPU_ZERO(&one);
      CPU_SET(static_cast<std::size_t>(core), &one);
      sched_setaffinity(0, sizeof one, &one);
    }
    ~one_core() { sched_setaffinity(0, sizeof before_, &before_); }
    one_core(const one_core &) = delete;
    one_core &operator=(const one_core &) = delete;

  private:
    cpu_set_t before_;
#else
  public:
    one_core() {}
#endif
  };

  // Passes the turn on: what one thread did happens before what the next does,
  // so the state of the scheduler needs no lock.
  class semaphore {
  public:
    semaphore() { sem_init(&semaphore_, 0, 0); }
    ~semaphore() { sem_destroy(&semaphore_); }
    semaphore(const semaphore &) = delete;
    semaphore &operator=(const semaphore &) = delete;
    void post() { sem_post(&semaphore_); }
    void wait() {
      while (sem_wait(&semaphore_) != 0)
        ; // a signal
    }

  private:
    sem_t semaphore_;
  };
  struct thread_state {
    semaphore turn;
    const void *sleeps_on = nullptr;
    bool finished = false;
  };

  scheduler(std::uint32_t seed, std::size_t n) : random_(seed) {
    for (std::size_t i = 0; i != n; ++i)
      threads_.push_back(std::make_unique<thread_state>());
  }
  thread_state &state(int i) { return *threads_[static_cast<std::size_t>(i)]; }

  int choose() {
    std::vector<int> ready;
    for (int i = 0; i != static_cast<int>(threads_.size()); ++i)
      if (!state(i).finished && state(i).sleeps_on == nullptr)
        ready.push_back(i);
    if (!ready.empty())
      return ready[random_() % ready.size()];
    for (auto &t : threads_)
      if (!t->finished) {
        std::fprintf(stderr, "scheduled_sync: deadlock\n");
        std::abort();
      }
    return -1;
  }
  void hand_over(int to) {
    if (to >= 0)
      state(to).turn.post();
  }
  void pass_on(bool sleeping, const void *address) {
    if (sleeping)
      state(self_).sleeps_on = address;
    const int to = choose();
    if (to == self_)
      return;
    hand_over(to);
    state(self_).turn.wait();
  }
  void finish() {
    state(self_).finished = true;
    hand_over(choose());
  }

  inline static scheduler *current_ = nullptr;
  inline static thread_local int self_ = -1;

  std::mt19937 random_;
  std::vector<std::unique_ptr<thread_state>> threads_;
};

template <class T> class scheduled_atomic {
public:
  scheduled_atomic(T v = T()) : value_(v) {}
  scheduled_atomic(const scheduled_atomic &) = delete;
  scheduled_atomic &operator=(const scheduled_atomic &) = delete;

  T load(std::memory_order) const noexcept { return at_point(); }
  void store(T v, std::memory_order) noexcept { at_point() = v; }
  T exchange(T v, std::memory_order) noexcept {
    return std::exchange(at_point(), v);
  }
  bool compare_exchange_strong(T &expected, T v, std::memory_order,
                               std::memory_order = {}) noexcept {
    T &now = at_point();
    if (now == expected) {
      now = v;
      return true;
    }
    expected = now;
    return false;
  }
  bool compare_exchange_weak(T &expected, T v, std::memory_order a,
                             std::memory_order b = {}) noexcept {
    return compare_exchange_strong(expected, v, a, b);
  }
  T fetch_add(T v, std::memory_order) noexcept {
    T &now = at_point();
    return std::exchange(now, static_cast<T>(now + v));
  }
  T fetch_sub(T v, std::memory_order) noexcept {
    T &now = at_point();
    return std::exchange(now, static_cast<T>(now - v));
  }
  T fetch_or(T v, std::memory_order) noexcept {
    T &now = at_point();
    return std::exchange(now, static_cast<T>(now | v));
  }
  T fetch_and(T v, std::memory_order) noexcept {
    T &now = at_point();
    return std::exchange(now, static_cast<T>(now & v));
  }

private:
  // Before the value is read: the operation itself is one step.
  T &at_point() const noexcept {
    scheduler::point();
    return value_;
  }
  mutable T value_;
};

struct scheduled_sync {
  template <class T> using atomic = scheduled_atomic<T>;
  static constexpr std::uint32_t max_entries = 0xFFFFFFFFU;
  static constexpr int spins = 0;
  inline static std::int64_t time = 0;

  static std::int64_t now() noexcept { return time; }
  static void wait(const atomic<std::uint32_t> &word, std::uint32_t value) {
    if (word.load(std::memory_order_relaxed) == value)
      scheduler::sleep(&word);
  }
  static void wake_all(const atomic<std::uint32_t> &word) noexcept {
    scheduler::wake(&word);
  }
  static void relax() noexcept {}
  static void yield() noexcept { scheduler::point(); }
};

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_SCHEDULED_SYNC_H
