// case: K83-iterator-over-foreign-removal
// from: pattern of event loops whose handler removes the entry it was called for
// family: escaping-element
// shape: the loop advances by upper_bound of the key it handled
// mode: program
#pragma once
#include <map>
#include <string>

struct Channel {
  std::string buffer;
};

class Loop {
public:
  void add(int fd) { channels_.emplace(fd, Channel()); }
  void poll();

private:
  void onReadable(int fd);
  std::map<int, Channel> channels_;
};
