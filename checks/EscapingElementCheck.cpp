#include "MapCheck.h"

namespace clang::tidy::mapwarden {

namespace {

class EscapingElementCheck : public MapCheck {
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override {}
};

} // namespace

std::unique_ptr<ClangTidyCheck>
makeEscapingElementCheck(StringRef Name, ClangTidyContext *Context,
  std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<EscapingElementCheck>(Name, Context, std::move(Shared));
}

} // namespace clang::tidy::mapwarden
