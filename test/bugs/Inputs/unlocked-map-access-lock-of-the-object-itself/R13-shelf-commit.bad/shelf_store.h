// case: R13-shelf-commit
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: a store is its own lockable and has a lookup for callers that hold it; a commit, in another file, locks the store only when it creates a shelf but uses that lookup in any case
// mode: program
// flags:
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

class Shelf {
public:
  explicit Shelf(std::string name) : name_(std::move(name)) {}
  const std::string &name() const { return name_; }
  void move(long pieces) { stock_ += pieces; }
  long stock() const { return stock_; }

private:
  std::string name_;
  std::atomic<long> stock_{0};
};

// Lockable by itself, because a commit works with several shelves at once.
class ShelfStore {
public:
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

  std::shared_ptr<Shelf> shelf(const std::string &name);
  bool removeShelf(const std::string &name);

  // For callers that hold the store.
  std::shared_ptr<Shelf> shelfUnsafe(const std::string &name) const;
  void addUnsafe(const std::shared_ptr<Shelf> &shelf);

private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Shelf>> shelves_;
};
