// case: K91-setter-of-shared-owner
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: the owner is handed in again and again, and hosts are forgotten when they leave
// mode: program
#include "clients.h"
#include <utility>

void TrackerClient::connected(const std::string &host, long id) { idByHost_[host] = id; }

long TrackerClient::idOf(const std::string &host) const {
  auto it = idByHost_.find(host);
  return it == idByHost_.end() ? -1 : it->second;
}

void TrackerClient::gone(const std::string &host) { idByHost_.erase(host); }

void Registry::setTracker(std::shared_ptr<TrackerClient> tracker) { tracker_ = std::move(tracker); }
