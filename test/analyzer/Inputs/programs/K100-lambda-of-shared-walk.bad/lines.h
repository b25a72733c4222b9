// case: K100-lambda-of-shared-walk
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: clients give the walk such a lambda, too
// mode: program
#pragma once
#include <string>
#include <vector>

class Lines {
public:
  explicit Lines(std::vector<std::string> lines) : lines_(std::move(lines)) {}
  template <typename F> void with(const std::string &name, F f) const {
    for (const std::string &line : lines_)
      if (line.compare(0, name.size(), name) == 0)
        f(line.substr(name.size()));
  }

private:
  std::vector<std::string> lines_;
};
