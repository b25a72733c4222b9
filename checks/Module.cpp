//===- Module.cpp - Registers the checks with clang-tidy ------------------===//
#include "CheckBase.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/raw_ostream.h"

namespace clang::tidy::mapwarden {

namespace {

class MapwardenModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    // One analysis serves all checks of a translation unit.
    auto Shared = std::make_shared<SharedAnalysis>();
#define MAPWARDEN_CHECK(Id, Class, OffersFix, Summary)                         \
  Factories.registerCheckFactory(                                              \
      "mapwarden-" Id, [Shared](StringRef Name, ClangTidyContext *Context) {   \
        return make##Class(Name, Context, Shared);                             \
      });
#include "Checks.def"
#undef MAPWARDEN_CHECK
    static constexpr StringRef Registered[] = {
#define MAPWARDEN_CHECK(Id, ...) Id,
#include "Checks.def"
#undef MAPWARDEN_CHECK
    };
    static constexpr StringRef Rules[] = {
#define RULE(Id, ...) Id,
#include "Verdict/Rules.def"
    };
    for (StringRef Id : Rules)
      if (!llvm::is_contained(Registered, Id))
        Factories.registerCheckFactory(
            ("mapwarden-" + Id).str(),
            [Shared](StringRef Name, ClangTidyContext *Context) {
              return makeProgramRule(Name, Context, Shared);
            });
  }
};

/// A module built for another LLVM loads without a word and finds nothing.
/// Comparing the versions when the library is loaded makes it loud.
struct VersionGuard {
  VersionGuard() {
    const std::string Host = getClangFullVersion();
    const std::string Wanted =
        "version " + std::to_string(CLANG_VERSION_MAJOR) + ".";
    if (Host.find(Wanted) != std::string::npos)
      return;
    llvm::errs() << "error: this mapwarden module was built for clang-tidy "
                 << CLANG_VERSION_MAJOR << " and cannot be loaded into '"
                 << Host << "'; run clang-tidy-" << CLANG_VERSION_MAJOR
                 << ", or build mapwarden against this version.\n";
    llvm::errs().flush();
    _Exit(3);
  }
};

const VersionGuard Guard;
const ClangTidyModuleRegistry::Add<MapwardenModule>
    Registration("mapwarden-module",
                 "Finds maps that grow, dangle or race in C++ programs.");

} // namespace

} // namespace clang::tidy::mapwarden
