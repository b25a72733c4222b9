#include "Extract/ElementNames.h"
#include "Model/Paths.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace mapwarden {

ElementNames::ElementNames(const FunctionModel &F) : F(F) {
  for (uint32_t I = 0; I < F.UseStmts.size(); ++I)
    ByCall[F.UseStmts[I]].push_back(I);
  for (const Event &E : F.Events)
    if (E.Var && (E.Kind == EventKind::Bind || E.Kind == EventKind::Write) &&
        !isa<DeclStmt>(E.At))
      ++TimesBound[E.Var];
}

llvm::ArrayRef<uint32_t> ElementNames::uses(const Stmt *C) const {
  auto It = ByCall.find(C);
  if (It == ByCall.end())
    return {};
  return It->second;
}

const Expr *ElementNames::assignedBy(const Event &E) {
  if (isa<DeclStmt>(E.At))
    return E.Var ? E.Var->getInit() : nullptr;
  if (const auto *B = dyn_cast<BinaryOperator>(E.At))
    return B->getOpcode() == BO_Assign ? B->getRHS() : nullptr;
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E.At))
    return C->getOperator() == OO_Equal && C->getNumArgs() == 2 ? C->getArg(1)
                                                                : nullptr;
  return nullptr;
}

/// Operations whose key is the key of the element they yield.
static bool yieldsNamedElement(MapOp Op) {
  return Op == MapOp::Insert || Op == MapOp::InsertOrAssign ||
         Op == MapOp::Subscript || Op == MapOp::Lookup ||
         Op == MapOp::LookupOrThrow || Op == MapOp::Access;
}

ElementName ElementNames::of(const Expr *E, unsigned Depth) const {
  Operand Source = elementSource(E);
  if (Source.Var)
    return of(Source.Var, Depth + 1);
  ElementName Result;
  if (Source.Made)
    for (uint32_t I : uses(Source.Made))
      if (yieldsNamedElement(F.Uses[I].Op))
        Result.Key = F.Uses[I].Key.Text;
  return Result;
}

ElementName ElementNames::of(const VarDecl *V, unsigned Depth) const {
  ElementName Result;
  if (Depth < 8 && V->getInit() && !TimesBound.lookup(V))
    Result = of(V->getInit(), Depth);
  if (!Result.Root)
    Result.Root = V;
  return Result;
}

ElementName ElementNames::of(const Expr *E) const { return of(E, 0); }
ElementName ElementNames::of(const VarDecl *V) const { return of(V, 0); }

llvm::SmallVector<ElementName, 4> ElementNames::mentioned(const Expr *E) const {
  llvm::SmallVector<ElementName, 4> Result;
  llvm::SmallVector<const Stmt *, 16> Work{E};
  for (unsigned Budget = 100; !Work.empty() && Budget; --Budget) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *Part = dyn_cast<Expr>(S);
        Part && isa<DeclRefExpr, CallExpr>(Part)) {
      const auto *R = dyn_cast<DeclRefExpr>(Part);
      const VarDecl *V = R ? variableOf(R) : nullptr;
      bool Refers = V && F.Locals.count(V);
      if (Refers || !uses(Part).empty())
        if (ElementName N = of(Part); N.isKnown())
          Result.push_back(N);
    }
    Work.append(S->child_begin(), S->child_end());
  }
  return Result;
}

bool mentions(StringRef Text, StringRef Word) {
  auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  if (Word.empty())
    return false;
  for (size_t At = Text.find(Word); At != StringRef::npos;
       At = Text.find(Word, At + 1)) {
    size_t End = At + Word.size();
    bool Whole = (At == 0 || !IsPart(Text[At - 1])) &&
                 (End == Text.size() || !IsPart(Text[End]));
    if (Whole)
      return true;
  }
  return false;
}

} // namespace mapwarden
