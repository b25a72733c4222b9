// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: before a newly compiled rule is stored, all programs of other revisions are erased
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

// What the administrator pushed last; a new push makes a new object.
struct RuleSet {
  std::uint64_t revision = 0;
  std::map<std::string, std::string> rules;
};

std::shared_ptr<const RuleSet> current_rules();
void push_rules(std::map<std::string, std::string> rules);
