// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: a thread-local cache of compiled rules has the rule set's revision in its key; the only erase replaces a hit at once, so old revisions are never looked at again and stay
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
