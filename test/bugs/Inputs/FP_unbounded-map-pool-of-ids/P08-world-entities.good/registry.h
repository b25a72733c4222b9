// case: P08-world-entities
// from: fresh
// family: unbounded-map
// shape: the registry has no erase either, but its keys come from a fixed-size id pool whose freed ids are used again, so the entry is overwritten
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>

template <typename T>
class Registry {
 public:
  void put(std::uint32_t id, std::shared_ptr<T> object) { objects_.insert_or_assign(id, std::move(object)); }

  std::shared_ptr<T> get(std::uint32_t id) const {
    auto it = objects_.find(id);
    return it == objects_.end() ? nullptr : it->second;
  }

  template <typename F>
  void each(F &&f) const {
    for (const auto &entry : objects_) f(entry.first, *entry.second);
  }

 private:
  std::map<std::uint32_t, std::shared_ptr<T>> objects_;
};
