// The eviction policies of bounded_map as their papers give them, on std::list
// and std::unordered_map, slow and obvious, plus one rule: the entry returned
// last is stepped over. Shared by the model tests and the fuzz target.
#ifndef MAPWARDEN_TEST_RUNTIME_BOUNDED_REFERENCE_H
#define MAPWARDEN_TEST_RUNTIME_BOUNDED_REFERENCE_H

#include <cstddef>
#include <functional>
#include <iterator>
#include <list>
#include <memory>
#include <unordered_map>

#include "mapwarden/bounded_map.h"

namespace mapwarden_test {

inline constexpr int nothing = -1;

class reference_policy {
public:
  virtual ~reference_policy() = default;
  virtual void recall(int /*k*/, std::size_t /*size*/) {} // before evicting
  virtual void insert(int k) = 0;
  virtual void use(int k) = 0;
  virtual void use_const(int k) { use(k); }
  virtual void remove(int k) = 0;
  virtual void evict(int /*k*/, std::size_t /*size*/) {} // before remove
  virtual int pick(int pinned) = 0; // there is another entry than `pinned`
};

// Front is newest.
class key_list {
public:
  void push(int k) {
    keys_.push_front(k);
    at_[k] = keys_.begin();
  }
  void remove(int k) {
    keys_.erase(at_.at(k));
    at_.erase(k);
  }
  void renew(int k) {
    remove(k);
    push(k);
  }
  bool has(int k) const { return at_.count(k) != 0; }
  std::size_t size() const { return keys_.size(); }
  // The oldest but `pinned`; nothing if there is no other.
  int oldest(int pinned) const {
    for (auto it = keys_.rbegin(); it != keys_.rend(); ++it)
      if (*it != pinned)
        return *it;
    return nothing;
  }
  // The next newer, or nothing.
  int newer(int k) const {
    auto it = at_.at(k);
    return it == keys_.begin() ? nothing : *std::prev(it);
  }

private:
  std::list<int> keys_;
  std::unordered_map<int, std::list<int>::iterator> at_;
};

class fifo_reference : public reference_policy {
public:
  void insert(int k) override { order_.push(k); }
  void use(int) override {}
  void remove(int k) override { order_.remove(k); }
  int pick(int pinned) override { return order_.oldest(pinned); }

private:
  key_list order_;
};

class lru_reference : public reference_policy {
public:
  void insert(int k) override { order_.push(k); }
  void use(int k) override {
    marked_.erase(k);
    order_.renew(k);
  }
  void use_const(int k) override { marked_[k] = true; }
  void remove(int k) override {
    marked_.erase(k);
    order_.remove(k);
  }
  int pick(int pinned) override {
    while (marked_.count(order_.oldest(pinned)) != 0)
      use(order_.oldest(pinned));
    return order_.oldest(pinned);
  }

private:
  key_list order_;
  std::unordered_map<int, bool> marked_;
};

class sieve_reference : public reference_policy {
public:
  void insert(int k) override { order_.push(k); }
  void use(int k) override { visited_[k] = true; }
  void remove(int k) override {
    if (hand_ == k)
      hand_ = order_.newer(k);
    visited_.erase(k);
    order_.remove(k);
  }
  int pick(int pinned) override {
    int k = hand_ != nothing ? hand_ : order_.oldest(nothing);
    while (k == pinned || visited_.count(k) != 0) {
      if (k != pinned)
        visited_.erase(k);
      k = order_.newer(k);
      if (k == nothing)
        k = order_.oldest(nothing);
    }
    return hand_ = k;
  }

private:
  key_list order_;
  std::unordered_map<int, bool> visited_;
  int hand_ = nothing;
};

class s3_fifo_reference : public reference_policy {
public:
  void recall(int k, std::size_t size) override {
    auto it = ghosts_.find(k);
    recalled_ = it != ghosts_.end() && pushes_ - 1 - it->second < room_ &&
                pushes_ - 1 - it->second < size - size / 10;
    if (it != ghosts_.end())
      ghosts_.erase(it);
  }
  void insert(int k) override { (recalled_ ? main_ : small_).push(k); }
  void use(int k) override {
    if (uses_[k] < 3)
      ++uses_[k];
  }
  void remove(int k) override {
    uses_.erase(k);
    (main_.has(k) ? main_ : small_).remove(k);
  }
  void evict(int k, std::size_t size) override {
    const std::size_t before = room_;
    for (room_ = room_ == 0 ? 8 : room_; room_ < size - size / 10;)
      room_ *= 2;
    if (room_ != before) // What the smaller ring had let go stays forgotten.
      for (auto it = ghosts_.begin(); it != ghosts_.end();)
        it = pushes_ - 1 - it->second < before ? std::next(it)
                                               : ghosts_.erase(it);
    if (!main_.has(k))
      ghosts_[k] = pushes_++;
  }
  int pick(int pinned) override {
    bool small =
        main_.size() == 0 || small_.size() * 10 >= small_.size() + main_.size();
    for (;; small = !small) {
      const int k = small ? pick_small(pinned) : pick_main(pinned);
      if (k != nothing)
        return k;
    }
  }

private:
  int pick_small(int pinned) {
    for (;;) {
      const int k = small_.oldest(pinned);
      if (k == nothing || uses_[k] <= 1)
        return k;
      small_.remove(k);
      main_.push(k);
      uses_[k] = 0;
    }
  }
  int pick_main(int pinned) {
    for (;;) {
      const int k = main_.oldest(pinned);
      if (k == nothing || uses_[k] == 0)
        return k;
      --uses_[k];
      main_.renew(k);
    }
  }

  key_list small_, main_;
  std::unordered_map<int, int> uses_;
  std::unordered_map<int, std::size_t> ghosts_; // when it was pushed
  std::size_t pushes_ = 0, room_ = 0;
  bool recalled_ = false;
};

// The sketch is the map's own; frequency_sketch_test.cpp covers it.
class w_tiny_lfu_reference : public reference_policy {
public:
  ~w_tiny_lfu_reference() override { sketch_.release(std::allocator<int>()); }
  void recall(int, std::size_t size) override {
    sketch_.reserve(std::allocator<int>(), size);
  }
  void insert(int k) override {
    sketch_.count(hash(k));
    window_.push(k);
    if (window_.size() > window_limit()) {
      const int moved = window_.oldest(nothing);
      window_.remove(moved);
      probation_.push(moved);
    }
  }
  void use(int k) override {
    sketch_.count(hash(k));
    promote(k);
  }
  void use_const(int k) override {
    sketch_.count_const(hash(k));
    marked_[k] = true;
  }
  void remove(int k) override {
    marked_.erase(k);
    of(k).remove(k);
  }
  int pick(int pinned) override {
    const int candidate =
        window_.size() + 1 > window_limit() ? oldest(window_, pinned) : nothing;
    int victim = oldest(probation_, pinned);
    if (victim == nothing)
      victim = oldest(protected_, pinned);
    if (victim == nothing)
      victim = oldest(probation_, pinned);
    if (victim == nothing)
      return oldest(window_, pinned);
    if (candidate == nothing)
      return victim;
    if (sketch_.frequency(hash(candidate)) <=
        sketch_.frequency(hash(victim)) + 1)
      return candidate;
    window_.remove(candidate);
    probation_.push(candidate);
    return victim;
  }

private:
  static std::size_t hash(int k) {
    return static_cast<std::size_t>(
        mapwarden::detail::mix64(std::hash<int>()(k)) & 0xFFFFFFFFU);
  }
  std::size_t window_limit() const {
    const auto all = window_.size() + probation_.size() + protected_.size();
    return all < 200 ? 1 : all / 100;
  }
  key_list &of(int k) {
    return window_.has(k)      ? window_
           : probation_.has(k) ? probation_
                               : protected_;
  }
  void promote(int k) {
    marked_.erase(k);
    if (window_.has(k))
      return window_.renew(k);
    of(k).remove(k);
    protected_.push(k);
    if (protected_.size() > (probation_.size() + protected_.size()) * 4 / 5) {
      const int moved = protected_.oldest(nothing);
      protected_.remove(moved);
      probation_.push(moved);
    }
  }
  int oldest(key_list &list, int pinned) {
    while (marked_.count(list.oldest(pinned)) != 0)
      promote(list.oldest(pinned));
    return list.oldest(pinned);
  }

  key_list window_, probation_, protected_;
  std::unordered_map<int, bool> marked_;
  mapwarden::detail::frequency_sketch sketch_;
};

inline std::unique_ptr<reference_policy>
make_reference(mapwarden::eviction policy) {
  switch (policy) {
  case mapwarden::eviction::sieve:
    return std::make_unique<sieve_reference>();
  case mapwarden::eviction::s3_fifo:
    return std::make_unique<s3_fifo_reference>();
  case mapwarden::eviction::w_tiny_lfu:
    return std::make_unique<w_tiny_lfu_reference>();
  case mapwarden::eviction::lru:
    return std::make_unique<lru_reference>();
  case mapwarden::eviction::fifo:
    break;
  }
  return std::make_unique<fifo_reference>();
}

// What a bounded_map<int, int> must hold. An entry weighs weight(k).
class reference_map {
public:
  reference_map(mapwarden::eviction policy, std::size_t capacity,
                std::size_t max_bytes = std::size_t(-1))
      : policy_(policy), capacity_(capacity), max_bytes_(max_bytes) {
    clear();
  }
  static std::size_t weight(int k) {
    return 1 + static_cast<std::size_t>(k) % 7;
  }

  int *find(int k) {
    auto it = values_.find(k);
    if (it == values_.end())
      return nullptr;
    state_->use(k);
    pinned_ = k;
    return &it->second;
  }
  void find_const(int k) {
    if (contains(k))
      state_->use_const(k);
  }
  bool contains(int k) const { return values_.count(k) != 0; }
  int &insert(int k, int v) {
    state_->recall(k, size());
    while (size() != 0 &&
           (size() + 1 > capacity_ || bytes_ > max_bytes_ - weight(k))) {
      const int victim =
          size() == 1 ? values_.begin()->first : state_->pick(pinned_);
      state_->evict(victim, size());
      erase(victim);
      ++evictions_;
    }
    state_->insert(k);
    order_.push(k);
    bytes_ += weight(k);
    pinned_ = k;
    return values_[k] = v;
  }
  bool erase(int k) {
    if (values_.erase(k) == 0)
      return false;
    state_->remove(k);
    order_.remove(k);
    bytes_ -= weight(k);
    if (pinned_ == k)
      pinned_ = nothing;
    return true;
  }
  void clear() {
    values_.clear();
    order_ = key_list();
    state_ = make_reference(policy_);
    bytes_ = 0;
    pinned_ = nothing;
  }
  void forget_the_entry_returned_last() { pinned_ = nothing; }
  std::size_t size() const { return values_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::size_t evictions() const { return evictions_; }

  // Whether the map holds the same; and, with `ordered`, iterates from the
  // newest to the oldest.
  template <class Map> bool same(const Map &m, bool ordered) const {
    if (m.size() != size())
      return false;
    int previous = nothing;
    for (const auto &entry : m) {
      auto it = values_.find(entry.first);
      if (it == values_.end() || it->second != entry.second)
        return false;
      if (ordered && previous != nothing &&
          order_.newer(entry.first) != previous)
        return false;
      previous = entry.first;
    }
    return true;
  }

private:
  mapwarden::eviction policy_;
  std::size_t capacity_, max_bytes_;
  std::unordered_map<int, int> values_;
  std::unique_ptr<reference_policy> state_;
  key_list order_;
  std::size_t bytes_ = 0, evictions_ = 0;
  int pinned_ = nothing;
};

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_BOUNDED_REFERENCE_H
