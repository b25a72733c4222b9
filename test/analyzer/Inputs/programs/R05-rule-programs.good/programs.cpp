// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: before a newly compiled rule is stored, all programs of other revisions are erased
// mode: program
// flags:
#include "programs.h"

#include <unordered_map>

namespace {

thread_local std::unordered_map<std::string, std::shared_ptr<Program>> t_programs;

std::string cache_key(const RuleSet &set, const std::string &name) { return name + '@' + std::to_string(set.revision); }

void purge_other_revisions(std::uint64_t revision) {
  for (auto it = t_programs.begin(); it != t_programs.end();) {
    if (it->second->revision != revision)
      it = t_programs.erase(it);
    else
      ++it;
  }
}

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
  purge_other_revisions(set.revision);
  auto program = std::make_shared<Program>();
  program->revision = set.revision;
  program->ops = compile(rule->second);
  t_programs.emplace(key, program);
  return program;
}
