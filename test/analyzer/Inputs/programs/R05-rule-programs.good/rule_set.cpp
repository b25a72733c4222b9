// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: before a newly compiled rule is stored, all programs of other revisions are erased
// mode: program
// flags:
#include "rule_set.h"

#include <mutex>
#include <utility>

namespace {
std::mutex g_mutex;
std::shared_ptr<const RuleSet> g_rules = std::make_shared<RuleSet>();
}  // namespace

std::shared_ptr<const RuleSet> current_rules() {
  std::lock_guard<std::mutex> lock(g_mutex);
  return g_rules;
}

void push_rules(std::map<std::string, std::string> rules) {
  auto next = std::make_shared<RuleSet>();
  next->rules = std::move(rules);
  std::lock_guard<std::mutex> lock(g_mutex);
  next->revision = g_rules->revision + 1;
  g_rules = std::move(next);
}
