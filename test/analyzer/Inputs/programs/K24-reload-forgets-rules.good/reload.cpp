// case: K24-reload-forgets-rules
// from: pattern of configuration reload
// family: erase-without-reset
// shape: reload() and the destructor share the function that deletes
// mode: program
#include "rules.h"

void Rules::parse(const std::string &line) {
  Rule *rule = new Rule;
  rule->pattern = line;
  rule->action = static_cast<int>(line.size());
  auto [it, inserted] = rules_.emplace(line, rule);
  if (!inserted)
    delete rule;
}

void Rules::reload(const std::vector<std::string> &lines) {
  release();
  rules_.clear();
  for (const auto &line : lines)
    parse(line);
}
