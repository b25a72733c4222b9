// A hash map with the interface of Qt's QHash as far as the helpers use it:
// value_type is the mapped type, iterators have key() and value(), erase takes
// iterators only, remove takes keys.
#ifndef MAPWARDEN_TEST_RUNTIME_QT_LIKE_H
#define MAPWARDEN_TEST_RUNTIME_QT_LIKE_H

#include <iterator>
#include <unordered_map>

namespace mapwarden_test {

template <class K, class V> class qt_like_hash {
  using base = std::unordered_map<K, V>;
  template <class It, class Ref> class iter {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = V;
    using difference_type = std::ptrdiff_t;
    using pointer = std::remove_reference_t<Ref> *;
    using reference = Ref;
    iter() = default;
    explicit iter(It it) : it_(it) {}
    template <class OtherIt, class OtherRef>
    iter(const iter<OtherIt, OtherRef> &other) : it_(other.it_) {}
    const K &key() const { return it_->first; }
    Ref value() const { return it_->second; }
    Ref operator*() const { return it_->second; }
    iter &operator++() {
      ++it_;
      return *this;
    }
    friend bool operator==(const iter &a, const iter &b) {
      return a.it_ == b.it_;
    }
    friend bool operator!=(const iter &a, const iter &b) {
      return a.it_ != b.it_;
    }
    It it_;
  };

public:
  using key_type = K;
  using mapped_type = V;
  using value_type = V;
  using size_type = long;
  using iterator = iter<typename base::iterator, V &>;
  using const_iterator = iter<typename base::const_iterator, const V &>;

  iterator begin() { return iterator(base_.begin()); }
  iterator end() { return iterator(base_.end()); }
  const_iterator begin() const { return const_iterator(base_.begin()); }
  const_iterator end() const { return const_iterator(base_.end()); }
  iterator find(const K &k) { return iterator(base_.find(k)); }
  const_iterator find(const K &k) const {
    return const_iterator(base_.find(k));
  }
  bool remove(const K &k) { return base_.erase(k) != 0; }
  iterator erase(const_iterator at) { return iterator(base_.erase(at.it_)); }
  V &operator[](const K &k) { return base_[k]; }
  V value(const K &k) const { return base_.count(k) != 0 ? base_.at(k) : V(); }
  iterator insert(const K &k, const V &v) {
    return iterator(base_.insert_or_assign(k, v).first);
  }
  bool empty() const { return base_.empty(); }
  bool isEmpty() const { return base_.empty(); }
  long size() const { return static_cast<long>(base_.size()); }
  long capacity() const { return static_cast<long>(base_.bucket_count()); }
  void squeeze() { base_.rehash(0); }
  void clear() { base_.clear(); }

private:
  base base_;
};

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_QT_LIKE_H
