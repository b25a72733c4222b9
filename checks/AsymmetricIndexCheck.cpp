#include "CheckBase.h"
#include "FunctionView.h"

namespace clang::tidy::mapwarden {
namespace {

class AsymmetricIndexCheck : public MapCheck {
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override;
};

} // namespace

/// `byMail_` in place of `byId_` in the text that names the latter: `byId_`,
/// `this->byId_`, `group.byId_`.
static std::optional<std::string> partnerName(const Expr *Object,
                                              const ValueDecl &Partner,
                                              const FixContext &Fix) {
  const ValueDecl *Known = namedBy(Object);
  std::optional<std::string> Text = Fix.source(Object);
  if (!Known || !Text || !StringRef(*Text).ends_with(Known->getName()) ||
      Known->getDeclContext() != Partner.getDeclContext())
    return std::nullopt;
  return StringRef(*Text).drop_back(Known->getName().size()).str() +
         Partner.getName().str();
}

/// Erasing from \p Map loses nothing but the entry, and asks for keys of
/// \p Key's type.
static bool isPlainlyErasable(const ValueDecl &Map, QualType Key,
                              const Finding &F, FixContext &Fix) {
  ContainerType Type = Fix.types().container(Map.getType());
  const ContainerFact *C = Fix.program().container(F.Container);
  const ASTContext &Context = Fix.context();
  return Type && C && !Type.Key.isNull() && Type.Row->Speaks == Dialect::Std &&
         C->Levels[0].Values != ValueShape::RawPointer &&
         Context.hasSameUnqualifiedType(Type.Key.getNonReferenceType(),
                                        Key.getNonReferenceType());
}

/// `b_.erase(key);` after `a_.erase(key);`, when the two hold the same keys.
static EditList missingErase(const Finding &F, FixContext &Fix) {
  EditList Edits;
  const auto *C = dyn_cast_or_null<CXXMemberCallExpr>(Fix.stmt(F));
  const auto *Partner = dyn_cast_or_null<ValueDecl>(Fix.decl(F.Container));
  const FunctionDecl *In =
      C ? Fix.function(Fix.facts().Uses[F.Use].Function) : nullptr;
  if (F.Variant != "forgotten-key" || !Partner || !In || !In->hasBody() ||
      C->getNumArgs() != 1)
    return Edits;
  const FunctionView View(In);
  const Expr *Statement = View.asStatement(C), *Key = C->getArg(0);
  const Expr *Object = C->getImplicitObjectArgument();
  ContainerType Own = Fix.types().container(Object->getType());
  std::optional<std::string> Name = partnerName(Object, *Partner, Fix);
  std::optional<std::string> KeyText = Fix.source(Key);
  if (!Statement || !Name || !KeyText || !Own || Own.Key.isNull() ||
      !isStableValue(Key, View) ||
      !isPlainlyErasable(*Partner, Own.Key, F, Fix))
    return Edits;
  Edits.add(Fix.lineAfter(Statement, *Name + ".erase(" + *KeyText + ");"));
  return Edits;
}

void AsymmetricIndexCheck::fix(const Finding &F, FixContext &Fix,
                               DiagnosticBuilder &D) {
  D << missingErase(F, Fix).hints();
}

std::unique_ptr<ClangTidyCheck>
makeAsymmetricIndexCheck(StringRef Name, ClangTidyContext *Context,
                         std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<AsymmetricIndexCheck>(Name, Context,
                                                std::move(Shared));
}

} // namespace clang::tidy::mapwarden
