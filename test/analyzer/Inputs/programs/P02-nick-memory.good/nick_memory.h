// case: P02-nick-memory
// from: fresh
// family: unbounded-map
// shape: the derived module's override of the virtual tick() trims the map in the base class to a configured number
// mode: program
// flags:
#pragma once
#include <ctime>
#include <map>
#include <optional>
#include <string>

struct Sighting {
  std::time_t when = 0;
  std::string channel;
  std::string text;
};

class NickMemory {
 protected:
  ~NickMemory() = default;
  void note(const std::string &nick, Sighting sighting);
  std::optional<Sighting> recall(const std::string &nick) const;
  void trim(std::size_t keep);
  std::size_t known() const { return sightings_.size(); }

 private:
  std::map<std::string, Sighting> sightings_;
};
