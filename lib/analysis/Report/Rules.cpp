//===- Rules.cpp - What reports say about the rules -----------------------===//
#include "Report/Rules.h"
#include "llvm/ADT/STLExtras.h"

namespace mapwarden {

static const RuleInfo Table[] = {
#define RULE_INFO(Id, Precision, Security, CWE, Summary, Why, Page)            \
  {Id, Precision, Security, CWE, Summary, Why, Page},
#include "RuleTable.inc"
#undef RULE_INFO
};

llvm::ArrayRef<RuleInfo> ruleTable() { return Table; }

const RuleInfo *findRule(llvm::StringRef Id) {
  Id.consume_front("mapwarden-");
  const RuleInfo *R = llvm::find_if(
      Table, [Id](const RuleInfo &Rule) { return Rule.Id == Id; });
  return R == std::end(Table) ? nullptr : R;
}

} // namespace mapwarden
