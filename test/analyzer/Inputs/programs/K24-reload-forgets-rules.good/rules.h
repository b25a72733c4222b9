// case: K24-reload-forgets-rules
// from: pattern of configuration reload
// family: erase-without-reset
// shape: reload() and the destructor share the function that deletes
// mode: program
#pragma once
#include <map>
#include <string>
#include <vector>

struct Rule {
  std::string pattern;
  int action = 0;
};

class Rules {
public:
  Rules() = default;
  Rules(const Rules &) = delete;
  ~Rules();
  void reload(const std::vector<std::string> &lines);
  int match(const std::string &name) const;

private:
  void release();
  void parse(const std::string &line);
  std::map<std::string, Rule *> rules_;
};
