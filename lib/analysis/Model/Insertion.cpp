#include "Model/Insertion.h"
#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

static StringRef calleeName(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  return F && F->getDeclName().isIdentifier() ? F->getName() : "";
}

/// `{k, v}`, `std::pair(k, v)`, `make_pair(k, v)`.
static Inserted fromPair(const Expr *E) {
  E = strip(E);
  while (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getNumArgs() == 2)
      return {C->getArg(0), C->getArg(1)};
    if (C->getNumArgs() != 1)
      return {};
    E = strip(C->getArg(0));
  }
  if (const auto *L = dyn_cast<InitListExpr>(E))
    return L->getNumInits() == 2 ? Inserted{L->getInit(0), L->getInit(1)}
                                 : Inserted();
  if (const auto *C = dyn_cast<CallExpr>(E);
      C && C->getNumArgs() == 2 && calleeName(C) == "make_pair")
    return {C->getArg(0), C->getArg(1)};
  return {};
}

/// `std::piecewise_construct`: the parts of an entry come as tuples.
static bool isPiecewiseConstruct(const Expr *E) {
  const CXXRecordDecl *R =
      E->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return R && R->getDeclName().isIdentifier() &&
         R->getName() == "piecewise_construct_t";
}

/// `k` of `std::forward_as_tuple(k)` and its kin; null when the tuple has not
/// one element.
static const Expr *onlyElement(const Expr *Tuple) {
  Tuple = strip(Tuple);
  while (const auto *C = dyn_cast<CXXConstructExpr>(Tuple)) {
    if (C->getNumArgs() != 1)
      return nullptr;
    Tuple = strip(C->getArg(0));
  }
  const auto *C = dyn_cast<CallExpr>(Tuple);
  if (!C)
    return Tuple; // `std::tuple(k)`
  StringRef Name = calleeName(C);
  bool Makes =
      Name == "forward_as_tuple" || Name == "make_tuple" || Name == "tie";
  return Makes && C->getNumArgs() == 1 ? C->getArg(0) : nullptr;
}

Inserted insertedBy(const ContainerRow &Row, StringRef Member, ExprList Args,
                    const TypeModel &Types) {
  if (!Args.empty() && Types.isIterator(Args[0]->getType()) &&
      Args.size() > 1 && !Types.isIterator(Args[1]->getType()))
    Args.erase(Args.begin()); // A position or a hint.
  if (Args.empty())
    return {};
  if (!Row.isAssociative() || Row.isSet()) {
    // `waiting.emplace_back(new Proxy, callback)`: the part that may be owned.
    auto *Owned = llvm::find_if(
        Args, [](const Expr *A) { return A->getType()->isPointerType(); });
    return {Row.isSet() ? Args[0] : nullptr,
            Owned == Args.end() ? Args.back() : *Owned};
  }
  if (Args.size() == 3 && isPiecewiseConstruct(Args[0]))
    return {onlyElement(Args[1]), onlyElement(Args[2])};
  if (Args.size() >= 2)
    return {Args[0], Args[1]};
  if (Member == "try_emplace")
    return {Args[0], nullptr};
  return fromPair(Args[0]);
}

const Expr *assignedTo(const Expr *Subscript, const Stmt *Consumer) {
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(Consumer))
    return B->getOpcode() == BO_Assign && strip(B->getLHS()) == Subscript
               ? B->getRHS()
               : nullptr;
  const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Consumer);
  return O && O->getOperator() == OO_Equal && strip(O->getArg(0)) == Subscript
             ? O->getArg(1)
             : nullptr;
}

} // namespace mapwarden
