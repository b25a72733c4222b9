// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: a thread-local cache of compiled rules has the rule set's revision in its key; the only erase replaces a hit at once, so old revisions are never looked at again and stay
// mode: program
// flags:
#include "programs.h"

#include <unordered_map>

namespace {

thread_local std::unordered_map<std::string, std::shared_ptr<Program>> t_programs;  // expect: unbounded-map

std::string cache_key(const RuleSet &set, const std::string &name) { return name + '@' + std::to_string(set.revision); }

}  // namespace

std::shared_ptr<Program> program_for(const RuleSet &set, const std::string &name) {
  const auto rule = set.rules.find(name);
  if (rule == set.rules.end()) return nullptr;
  const std::string key = cache_key(set, name);
  const auto hit = t_programs.find(key);
  if (hit != t_programs.end()) {
    if (hit->second->usable) return hit->second;
    t_programs.erase(hit);
  }
  auto program = std::make_shared<Program>();
  program->revision = set.revision;
  program->ops = compile(rule->second);
  t_programs.emplace(key, program);
  return program;
}
