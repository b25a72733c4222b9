#include "CheckBase.h"

namespace clang::tidy::mapwarden {
namespace {

class WeakMapNeverPrunedCheck : public MapCheck {
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override {
    Fix.offer(Fix.location(F.Where),
              "sweep it with 'mapwarden::erase_expired' where it grows, or "
              "make it a 'mapwarden::weak_value_map'");
  }
};

} // namespace

std::unique_ptr<ClangTidyCheck>
makeWeakMapNeverPrunedCheck(StringRef Name, ClangTidyContext *Context,
                            std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<WeakMapNeverPrunedCheck>(Name, Context,
                                                   std::move(Shared));
}

} // namespace clang::tidy::mapwarden
