// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: before a newly compiled rule is stored, all programs of other revisions are erased
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
