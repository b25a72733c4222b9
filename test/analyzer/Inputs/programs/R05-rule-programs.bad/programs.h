// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: a thread-local cache of compiled rules has the rule set's revision in its key; the only erase replaces a hit at once, so old revisions are never looked at again and stay
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "rule_set.h"

struct Program {
  std::uint64_t revision = 0;
  bool usable = true;
  std::vector<std::string> ops;
};

std::vector<std::string> compile(const std::string &rule);

// Null when the rule set has no rule of that name.
std::shared_ptr<Program> program_for(const RuleSet &set, const std::string &name);
