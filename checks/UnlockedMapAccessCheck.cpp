#include "CheckBase.h"
#include "FunctionView.h"
#include "LockFix.h"

namespace clang::tidy::mapwarden {

namespace {

class UnlockedMapAccessCheck : public MapCheck {
public:
  using MapCheck::MapCheck;
  void onStartOfTranslationUnit() override {
    Fixed.clear();
    MapCheck::onStartOfTranslationUnit();
  }

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override;

  /// One edit serves all findings about a lock in a function.
  std::set<std::pair<const FunctionDecl *, EntityId>> Fixed;
};

} // namespace

void UnlockedMapAccessCheck::fix(const Finding &F, FixContext &Fix,
                                 DiagnosticBuilder &D) {
  if (F.Variant == "lock-not-found")
    return;
  const Stmt *S = Fix.stmt(F);
  const auto *Lock = dyn_cast_or_null<ValueDecl>(Fix.decl(F.Lock));
  const FunctionDecl *In =
      S ? Fix.function(Fix.facts().Uses[F.Use].Function) : nullptr;
  EditList Edits;
  if (In && Lock && In->hasBody()) {
    LockFix Maker(F, *Lock, In, Fix);
    Edits = F.Variant == "shared-lock" ? Maker.exclusive() : Maker.guard();
    if (!Edits.empty() && !Fixed.insert({In, F.Lock}).second)
      return;
  }
  D << Edits.hints();
  if (Edits.empty() && F.Variant != "shared-lock")
    Fix.offer(Fix.location(F.Where),
              "take the lock for this access, or move the map into a class "
              "that locks in every method");
}

std::unique_ptr<ClangTidyCheck>
makeUnlockedMapAccessCheck(StringRef Name, ClangTidyContext *Context,
                           std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<UnlockedMapAccessCheck>(Name, Context,
                                                  std::move(Shared));
}

} // namespace clang::tidy::mapwarden
