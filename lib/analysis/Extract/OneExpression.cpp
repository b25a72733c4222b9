#include "Extract/OneExpression.h"
#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

bool insertsFromReference(const UseFact &U) {
  if (U.Op == MapOp::Subscript)
    return true;
  bool Keyed = !U.Key.Text.empty() || U.Key.Domain != KeyDomain::Open;
  return U.Member == "try_emplace" || U.Member == "insert_or_assign" ||
         U.Member == "lazy_emplace" || (U.Member == "emplace" && Keyed);
}

namespace {

class ExpressionScan {
public:
  ExpressionScan(const FunctionModel &F, const Flow &G,
                 const BindingTable &Table, const ElementNames &Names,
                 SiteMaker SiteOf, uint32_t CallBase,
                 std::vector<StaleFact> &Out)
      : F(F), G(G), Table(Table), Names(Names), SiteOf(SiteOf),
        CallBase(CallBase), Out(Out) {
    for (uint32_t I = 0; I < F.CallStmts.size(); ++I)
      Calls[F.CallStmts[I]] = I;
  }

  void scan(const Expr *Call, const OperandList &Operands);

private:
  bool comesFirst(const Expr *Call, unsigned A, unsigned B) const;
  void scanOperand(const Expr *Other, const Binding &Made, const Expr *Call);
  void scanCall(const Expr *Call, const Operand &O, const Binding &Made);
  void emit(const Binding &Made, const Expr *Call, const UseFact *By,
            uint32_t ByCall, KeyRelation Keys);
  void scanWith(const Expr *Call, const Operand &O, const Binding &Made);
  std::optional<Binding> made(const Operand &O, uint32_t Use) const;
  std::optional<Binding> returned(const Operand &O) const;

  const FunctionModel &F;
  const Flow &G;
  const BindingTable &Table;
  const ElementNames &Names;
  SiteMaker SiteOf;
  uint32_t CallBase;
  std::vector<StaleFact> &Out;
  llvm::DenseMap<const Stmt *, uint32_t> Calls;
};

} // namespace

/// The reference that operand \p O, which use \p Use made, gives to the call.
std::optional<Binding> ExpressionScan::made(const Operand &O,
                                            uint32_t Use) const {
  const UseFact &U = F.Uses[Use];
  bool Iterator = U.Op == MapOp::Lookup || U.Op == MapOp::Iterate;
  bool Element = U.Op == MapOp::Subscript || U.Op == MapOp::LookupOrThrow ||
                 U.Op == MapOp::Access;
  if (O.ByValue || !O.Written->isGLValue() ||
      !((Iterator && O.Derefs == 1) || (Element && O.Derefs == 0)))
    return std::nullopt;
  Binding B;
  B.To = {U.Container.element(), RefKind::Lvalue};
  B.At = F.UseStmts[Use];
  B.Name.Key = U.Key.Text;
  if (const Expr *Object = objectOf(B.At))
    B.Sources = Names.mentioned(Object);
  return B;
}

/// The reference that the call of a function of the program returned.
std::optional<Binding> ExpressionScan::returned(const Operand &O) const {
  auto It = Calls.find(O.Made);
  if (It == Calls.end() || O.ByValue || O.Derefs || !O.Made->isLValue())
    return std::nullopt;
  Binding B;
  B.Source = It->second;
  B.To.Path.Root = RootKind::Result;
  B.To.Path.Entity = F.Calls[B.Source].Callee;
  B.At = O.Made;
  return B;
}

/// Whether operand \p A is evaluated before operand \p B, or may be.
bool ExpressionScan::comesFirst(const Expr *Call, unsigned A,
                                unsigned B) const {
  if (!G.context().getLangOpts().CPlusPlus17)
    return true;
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (O->isAssignmentOp())
      return A > B; // The right side first.
    return A < B;   // Guaranteed for some operators, and what compilers do.
  }
  if (const auto *C = dyn_cast<CXXConstructExpr>(Call))
    return !C->isListInitialization() || A < B;
  // The object of a call comes before the arguments, which have no order.
  if (isa<CXXMemberCallExpr>(Call) && (A == 0 || B == 0))
    return A == 0;
  return true;
}

void ExpressionScan::emit(const Binding &Made, const Expr *Call,
                          const UseFact *By, uint32_t ByCall,
                          KeyRelation Keys) {
  StaleFact Fact;
  Fact.Use = SiteOf(Call);
  Fact.Bind = SiteOf(Made.At);
  Fact.Function = F.Id;
  Fact.How = StaleFact::OneExpression;
  Fact.Referrer = Made.To.Kind;
  Fact.Element = Made.To.Path;
  if (Made.Source != ~0u)
    Fact.Source = CallBase + Made.Source;
  Fact.SameKey = Keys == SameElement;
  Fact.OtherKey = Keys == OtherElement;
  if (By) {
    Fact.Mutation = By->Where;
    Fact.Op = By->Op;
    Fact.Mutated = By->Container;
  } else {
    Fact.Mutation = F.Calls[ByCall].Where;
    Fact.Call = CallBase + ByCall;
  }
  Out.push_back(std::move(Fact));
}

/// Looks for what invalidates \p Made within the operand \p Other.
void ExpressionScan::scanOperand(const Expr *Other, const Binding &Made,
                                 const Expr *Call) {
  llvm::SmallVector<const Stmt *, 16> Work{Other};
  for (unsigned Budget = 200; !Work.empty() && Budget; --Budget) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    for (uint32_t I : Names.uses(S)) {
      KeyRelation Keys = Table.isMutation(I) && F.Uses[I].isGrowth()
                             ? Table.relate(I, Made, false)
                             : Unrelated;
      // Of the same key: found again, or its own insertion.
      if (Keys == OtherElement ||
          (Keys == SameElement && S != Made.At && Made.Name.Key.empty()))
        return emit(Made, Call, &F.Uses[I], ~0u, Keys);
    }
    auto It = Calls.find(S);
    if (It != Calls.end() && Table.reaches(It->second, Made))
      emit(Made, Call, nullptr, It->second, OtherElement);
    Work.append(S->child_begin(), S->child_end());
  }
}

/// The call itself inserts into the container that an argument refers to.
void ExpressionScan::scanCall(const Expr *Call, const Operand &O,
                              const Binding &Made) {
  if (O.Position == 0 || !isa<CallExpr>(Call))
    return;
  for (uint32_t I : Names.uses(Call)) {
    const UseFact &U = F.Uses[I];
    if (!U.isGrowth() || !Table.isMutation(I) || !insertsFromReference(U))
      continue;
    if (KeyRelation Keys = Table.relate(I, Made, false); Keys == OtherElement)
      emit(Made, Call, &U, ~0u, Keys);
  }
}

/// The other operands, and the call itself, against one reference.
void ExpressionScan::scanWith(const Expr *Call, const Operand &O,
                              const Binding &Made) {
  scanCall(Call, O, Made);
  const llvm::SmallVector<const Expr *, 4> All = allOperands(Call);
  for (unsigned I = 0; I < All.size(); ++I)
    if (I != O.Position && comesFirst(Call, O.Position, I))
      scanOperand(All[I], Made, Call);
}

void ExpressionScan::scan(const Expr *Call, const OperandList &Operands) {
  // Reading a copy is over before anything else happens.
  for (const Operand &O : Operands) {
    if (!O.Made)
      continue;
    for (uint32_t Use : Names.uses(O.Made))
      if (std::optional<Binding> Made = made(O, Use))
        scanWith(Call, O, *Made);
    if (std::optional<Binding> Made = returned(O))
      scanWith(Call, O, *Made);
  }
}

void findInOneExpression(const FunctionModel &F, const Flow &G,
                         const BindingTable &Table, const ElementNames &Names,
                         SiteMaker SiteOf, uint32_t CallBase,
                         std::vector<StaleFact> &Out) {
  ExpressionScan Scan(F, G, Table, Names, SiteOf, CallBase, Out);
  for (const auto &[Call, Operands] : G.calls())
    Scan.scan(Call, Operands);
}

} // namespace mapwarden
