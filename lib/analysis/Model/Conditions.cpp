#include "Model/Conditions.h"
#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

Equality equalityIn(const Expr *E) {
  if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    auto Form = R->getDecomposedForm();
    if (Form.Opcode == BO_EQ || Form.Opcode == BO_NE)
      return {strip(Form.LHS), strip(Form.RHS), Form.Opcode == BO_NE};
    return {};
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->isEqualityOp())
      return {strip(B->getLHS()), strip(B->getRHS()), B->getOpcode() == BO_NE};
    return {};
  }
  const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
  if (C && C->getNumArgs() == 2 &&
      (C->getOperator() == OO_EqualEqual ||
       C->getOperator() == OO_ExclaimEqual))
    return {strip(C->getArg(0)), strip(C->getArg(1)),
            C->getOperator() == OO_ExclaimEqual};
  return {};
}

/// 0, 1, true, false, nullptr.
static std::optional<unsigned> smallNumber(const Expr *E) {
  E = strip(E);
  if (const auto *I = dyn_cast<IntegerLiteral>(E))
    if (I->getValue().getActiveBits() <= 1)
      return I->getValue().getZExtValue();
  if (const auto *B = dyn_cast<CXXBoolLiteralExpr>(E))
    return B->getValue();
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    return 0;
  return std::nullopt;
}

/// Whether `X Op Number` says that X is (not) zero.
static std::optional<bool> saysNonZero(BinaryOperatorKind Op, unsigned Number) {
  switch (Op) {
  case BO_EQ:
    return Number == 1;
  case BO_NE:
  case BO_GT:
    if (Number == 0)
      return true;
    return std::nullopt;
  case BO_GE:
    if (Number == 1)
      return true;
    return std::nullopt;
  case BO_LT:
    if (Number == 1)
      return false;
    return std::nullopt;
  case BO_LE:
    if (Number == 0)
      return false;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

/// The number that \p B compares with a constant, and what a true comparison
/// says about it.
static const Expr *comparedNumber(const BinaryOperator *B, bool &NonZero) {
  const Expr *Value = B->getLHS();
  BinaryOperatorKind Op = B->getOpcode();
  std::optional<unsigned> Number = smallNumber(B->getRHS());
  if (!Number) {
    Number = smallNumber(B->getLHS());
    Value = B->getRHS();
    Op = BinaryOperator::reverseComparisonOp(Op);
  }
  if (!Number)
    return nullptr;
  std::optional<bool> Says = saysNonZero(Op, *Number);
  NonZero = Says.value_or(false);
  return Says ? Value : nullptr;
}

void forEachTruth(const Expr *Condition, bool Holds,
                  llvm::function_ref<void(const Expr *, bool)> Tell) {
  llvm::SmallVector<std::pair<const Expr *, bool>, 8> Work{{Condition, Holds}};
  for (unsigned Budget = 64; !Work.empty() && Budget; --Budget) {
    auto [E, Truth] = Work.pop_back_val();
    E = strip(E);
    if (!E)
      continue;
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->getOpcode() == UO_LNot) {
      Work.push_back({U->getSubExpr(), !Truth});
      continue;
    }
    if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
        C && C->getOperator() == OO_Exclaim) {
      Work.push_back({C->getArg(0), !Truth});
      continue;
    }
    // __builtin_expect(x, 1), as in likely().
    if (const auto *C = dyn_cast<CallExpr>(E);
        C && C->getBuiltinCallee() == Builtin::BI__builtin_expect) {
      Work.push_back({C->getArg(0), Truth});
      continue;
    }
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(E);
        M && isa_and_nonnull<CXXConversionDecl>(M->getMethodDecl())) {
      Work.push_back({objectOf(M), Truth});
      continue;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(E)) {
      if (B->getOpcode() == (Truth ? BO_LAnd : BO_LOr)) {
        Work.push_back({B->getLHS(), Truth});
        Work.push_back({B->getRHS(), Truth});
        continue;
      }
      bool NonZero = false;
      if (B->isComparisonOp())
        if (const Expr *Value = comparedNumber(B, NonZero)) {
          // Of `x == 1` only the truth tells.
          if (B->getOpcode() != BO_EQ || Truth || !NonZero)
            Work.push_back({Value, Truth == NonZero});
          continue;
        }
    }
    Tell(E, Truth);
  }
}

KnownTruth knownIn(const Stmt *Parent, const Stmt *Child) {
  if (const auto *I = dyn_cast<IfStmt>(Parent)) {
    if (Child == I->getThen() || Child == I->getElse())
      return {I->getCond(), Child == I->getThen()};
  } else if (const auto *C = dyn_cast<ConditionalOperator>(Parent)) {
    if (Child != C->getCond())
      return {C->getCond(), Child == C->getTrueExpr()};
  } else if (const auto *B = dyn_cast<BinaryOperator>(Parent)) {
    if (B->isLogicalOp() && Child == B->getRHS())
      return {B->getLHS(), B->getOpcode() == BO_LAnd};
  } else if (const auto *W = dyn_cast<WhileStmt>(Parent)) {
    if (Child == W->getBody())
      return {W->getCond(), true};
  } else if (const auto *F = dyn_cast<ForStmt>(Parent)) {
    if (Child == F->getBody())
      return {F->getCond(), true};
  }
  return {};
}

const Stmt *lastOf(const Stmt *Branch) {
  if (const auto *C = dyn_cast_or_null<CompoundStmt>(Branch))
    Branch = C->body_empty() ? nullptr : C->body_back();
  if (const auto *Full = dyn_cast_or_null<ExprWithCleanups>(Branch))
    Branch = Full->getSubExpr();
  return Branch;
}

} // namespace mapwarden
