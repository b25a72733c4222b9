// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: commit takes the pair around every change set
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace kv {

using Version = std::uint64_t;
using Writes = std::map<std::string, std::string>;

class AbstractMap {
public:
  virtual ~AbstractMap() = default;
  virtual const std::string& get_name() const = 0;
  virtual void apply(Version v, const Writes& writes) = 0;
  virtual bool read(const std::string& key, std::string& value) const = 0;
  virtual void compact(Version v) = 0;
};

class AbstractStore {
public:
  virtual ~AbstractStore() = default;

  virtual void lock_map_set() = 0;
  virtual void unlock_map_set() = 0;

  virtual std::shared_ptr<AbstractMap> get_map(const std::string& name) = 0;
  // These two need the map set locked.
  virtual std::shared_ptr<AbstractMap> get_map_unsafe(const std::string& name) = 0;
  virtual void add_dynamic_map(std::shared_ptr<AbstractMap> map) = 0;

  virtual Version next_version() = 0;
  virtual void compact(Version v) = 0;
};

std::shared_ptr<AbstractMap> make_map(const std::string& name);

}
