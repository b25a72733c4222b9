// case: K91-setter-of-shared-owner
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: the owner is handed in again and again, and hosts are forgotten when they leave
// mode: program
#pragma once
#include <map>
#include <memory>
#include <string>

class TrackerClient {
public:
  void connected(const std::string &host, long id);
  long idOf(const std::string &host) const;
  void gone(const std::string &host);

private:
  std::map<std::string, long> idByHost_;
};

class Registry {
public:
  void setTracker(std::shared_ptr<TrackerClient> tracker);
  TrackerClient &tracker() { return *tracker_; }

private:
  std::shared_ptr<TrackerClient> tracker_;
};
