// A clang-tidy check that does nothing: the zero point of bench/tidy_cost.py.
// With it clang-tidy parses the file and walks the AST as with any check, but
// no matcher runs.
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"

namespace clang::tidy::mapwarden {
namespace {

class EmptyCheck : public ClangTidyCheck {
public:
  using ClangTidyCheck::ClangTidyCheck;
};

class EmptyModule : public ClangTidyModule {
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<EmptyCheck>("bench-empty");
  }
};

ClangTidyModuleRegistry::Add<EmptyModule> Registered("bench-module",
                                                     "Measures clang-tidy.");

} // namespace
} // namespace clang::tidy::mapwarden
