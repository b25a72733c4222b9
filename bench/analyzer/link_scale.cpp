//===- link_scale.cpp - What linking a large program costs ----------------===//
//
// Makes up the facts of programs with 1,000, 3,000 and 10,000 units of a
// hundred uses each, merges, links and judges them, and prints time, peak
// memory and how both grow.
//
//   ninja -C build link_scale && build/bin/link_scale [UNITS...]
//
// Unit i implements class i (a map, a mutex and four methods), includes the
// headers of five other classes with their inline functions, calls their
// methods, and hands its map to helpers that all units share.
//
//===----------------------------------------------------------------------===//
#include "Link/Merge.h"
#include "Verdict/Inventory.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <sys/resource.h>

using namespace mapwarden;

namespace {

constexpr unsigned UsesPerMethod = 24, Neighbours = 5;

AccessPath path(RootKind Root, EntityId Entity = NoEntity, uint8_t Index = 0) {
  AccessPath P;
  P.Root = Root;
  P.Entity = Entity;
  P.Index = Index;
  return P;
}

/// Writes the facts of one unit.
class UnitMaker {
public:
  UnitMaker(unsigned Number, unsigned Units) : Number(Number), Units(Units) {
    Out.Source = "src/unit" + std::to_string(Number) + ".cpp";
    Facts().Files = {Out.Source, "include/helpers.hpp"};
  }
  UnitFacts make();

private:
  struct Class {
    EntityId Record, Map, Lock, Add, Drop, Find, Size;
  };
  TUFacts &Facts() { return Out.Facts; }
  SiteId site(uint32_t File, uint32_t Line, uint32_t Column = 1) {
    Facts().Sites.push_back({File, Line, Column});
    return Facts().Sites.size() - 1;
  }
  EntityId entity(EntityKind Kind, const std::string &Name, uint32_t File,
                  uint32_t Line, bool Defined);
  EntityId method(const Class &C, const std::string &Scope, const char *Name,
                  uint32_t Header, uint32_t Line, bool Here);
  Class declare(unsigned Of, bool Here);
  void uses(EntityId Function, AccessPath Container, AccessPath Lock, MapOp Op,
            uint32_t File, uint32_t Line, unsigned Count);
  void call(EntityId Caller, EntityId Callee, AccessPath Object, uint32_t Line,
            llvm::ArrayRef<AccessPath> Args = {});

  unsigned Number, Units;
  UnitFacts Out;
};

} // namespace

EntityId UnitMaker::entity(EntityKind Kind, const std::string &Name,
                           uint32_t File, uint32_t Line, bool Defined) {
  Entity E;
  E.Kind = Kind;
  E.USR = "c:@N@app@" + Name;
  E.Name = Name;
  E.Scope = "app";
  E.Decl = site(File, Line);
  E.Def = Defined ? E.Decl : NoSite;
  Facts().Entities.push_back(std::move(E));
  return Facts().Entities.size() - 1;
}

EntityId UnitMaker::method(const Class &C, const std::string &Scope,
                           const char *Name, uint32_t Header, uint32_t Line,
                           bool Here) {
  EntityId Id =
      entity(EntityKind::Function, Scope + "@" + Name, Header, Line, false);
  if (!Here)
    return Id;
  Facts().Entities[Id].Def = site(0, Line * 10);
  FunctionFact F;
  F.Id = Id;
  F.Owner = C.Record;
  F.HasBody = true;
  F.Params = 1;
  Facts().Functions.push_back(F);
  return Id;
}

UnitMaker::Class UnitMaker::declare(unsigned Of, bool Here) {
  const std::string Name = "Class" + std::to_string(Of);
  Facts().Files.push_back("src/" + Name + ".h");
  const uint32_t H = Facts().Files.size() - 1;
  Class C;
  C.Record = entity(EntityKind::Record, Name, H, 1, true);
  RecordFact R;
  R.Id = C.Record;
  Facts().Records.push_back(R);
  C.Map = entity(EntityKind::Field, Name + "@map_", H, 2, true);
  C.Lock = entity(EntityKind::Field, Name + "@mutex_", H, 3, true);
  Facts().Entities[C.Map].Owner = Facts().Entities[C.Lock].Owner = C.Record;
  ContainerFact M;
  M.Decl = C.Map;
  M.Owner = C.Record;
  M.Kept = Storage::Field;
  M.IsPrivate = true;
  M.Type = "std::map<std::string, long>";
  M.Levels.resize(1);
  M.Levels[0].Row.Name = "std::map";
  Facts().Containers.push_back(std::move(M));
  C.Add = method(C, Name, "add", H, 4, Here);
  C.Drop = method(C, Name, "drop", H, 5, Here);
  C.Find = method(C, Name, "find", H, 6, Here);
  C.Size = entity(EntityKind::Function, Name + "@size", H, 7, true);
  FunctionFact Inline;
  Inline.Id = C.Size;
  Inline.Owner = C.Record;
  Inline.HasBody = true;
  Facts().Functions.push_back(Inline);
  const AccessPath Map = path(RootKind::This).field(C.Map);
  uses(C.Size, Map, path(RootKind::This).field(C.Lock), MapOp::Size, H, 7, 1);
  return C;
}

void UnitMaker::uses(EntityId Function, AccessPath Container, AccessPath Lock,
                     MapOp Op, uint32_t File, uint32_t Line, unsigned Count) {
  for (unsigned I = 0; I < Count; ++I) {
    UseFact U;
    U.Where = site(File, Line + I, 5);
    U.Function = Function;
    U.Container = Container;
    U.Op = Op;
    U.Member = Op == MapOp::Erase ? "erase" : "emplace";
    U.Key.Domain = KeyDomain::Param;
    U.Key.Text = "key";
    if (Lock.isKnown())
      U.Locks.push_back({Lock});
    Facts().Uses.push_back(std::move(U));
  }
}

void UnitMaker::call(EntityId Caller, EntityId Callee, AccessPath Object,
                     uint32_t Line, llvm::ArrayRef<AccessPath> Args) {
  CallFact C;
  C.Where = site(0, Line, 3);
  C.Caller = Caller;
  C.Callee = Callee;
  C.Object = std::move(Object);
  C.Args.assign(Args.begin(), Args.end());
  C.Keys.resize(Args.size());
  C.Values.resize(Args.size());
  Facts().Calls.push_back(std::move(C));
}

UnitFacts UnitMaker::make() {
  const Class Own = declare(Number, true);
  const AccessPath Map = path(RootKind::This).field(Own.Map),
                   Lock = path(RootKind::This).field(Own.Lock);
  uses(Own.Add, Map, Lock, MapOp::Insert, 0, 100, UsesPerMethod);
  uses(Own.Drop, Map, Lock, MapOp::Erase, 0, 200, UsesPerMethod);
  uses(Own.Find, Map, Lock, MapOp::Lookup, 0, 300, UsesPerMethod);
  // A helper of all units, and its caller.
  EntityId Fill = entity(EntityKind::Function, "fill", 1, 1, true);
  FunctionFact F;
  F.Id = Fill;
  F.HasBody = true;
  F.Params = 1;
  Facts().Functions.push_back(F);
  uses(Fill, path(RootKind::Param, Fill), AccessPath(), MapOp::Insert, 1, 2, 2);
  EntityId Work = entity(EntityKind::Function, "work" + std::to_string(Number),
                         0, 400, true);
  FunctionFact W;
  W.Id = Work;
  W.HasBody = true;
  Facts().Functions.push_back(W);
  EntityId Global = entity(EntityKind::Variable,
                           "object" + std::to_string(Number), 0, 401, true);
  InstanceFact I;
  I.Where = Facts().Entities[Global].Decl;
  I.Record = Own.Record;
  I.How = InstanceFact::Static;
  I.HeldBy = Global;
  Facts().Instances.push_back(I);
  const AccessPath Object = path(RootKind::Global, Global);
  uses(Work, Object.field(Own.Map), Object.field(Own.Lock), MapOp::Iterate, 0,
       500, UsesPerMethod);
  call(Work, Fill, AccessPath(), 600, {Object.field(Own.Map)});
  for (unsigned N = 1; N <= Neighbours; ++N) {
    const Class Other = declare((Number + N * N * 7) % Units, false);
    EntityId There =
        entity(EntityKind::Variable,
               "object" + std::to_string((Number + N * N * 7) % Units), 0,
               700 + N, false);
    const AccessPath At = path(RootKind::Global, There);
    call(Work, Other.Add, At, 800 + N);
    call(Own.Add, Other.Find, At, 900 + N);
    call(Own.Find, Other.Size, At, 910 + N);
    call(Own.Drop, Other.Drop, At, 920 + N);
  }
  // A tree of calls, so that all code is reached.
  for (unsigned Next : {2 * Number + 1, 2 * Number + 2})
    if (Next < Units)
      call(Work,
           entity(EntityKind::Function, "work" + std::to_string(Next), 0,
                  1100 + Next % 2, false),
           AccessPath(), 1200 + Next % 2);
  if (Number == 0) {
    EntityId Main = entity(EntityKind::Function, "main", 0, 1000, true);
    FunctionFact M;
    M.Id = Main;
    M.HasBody = true;
    M.IsMain = true;
    Facts().Functions.push_back(M);
    call(Main, Work, AccessPath(), 1001);
  }
  return std::move(Out);
}

namespace {
struct Cost {
  unsigned Units;
  double Seconds, Megabytes;
};
} // namespace

static double cpuSeconds() {
  rusage Usage;
  getrusage(RUSAGE_SELF, &Usage);
  return Usage.ru_utime.tv_sec + Usage.ru_utime.tv_usec * 1e-6 +
         Usage.ru_stime.tv_sec + Usage.ru_stime.tv_usec * 1e-6;
}

static Cost measure(unsigned Units) {
  Merger M;
  double Merging = 0;
  for (unsigned I = 0; I < Units; ++I) {
    UnitFacts Unit = UnitMaker(I, Units).make();
    const double T = cpuSeconds();
    M.add(std::move(Unit));
    Merging += cpuSeconds() - T;
  }
  double T0 = cpuSeconds();
  TUFacts Facts = M.finish();
  const size_t Uses = Facts.Uses.size(), Calls = Facts.Calls.size();
  double T1 = cpuSeconds();
  ProgramFacts P = ProgramFacts::link(std::move(Facts));
  double T2 = cpuSeconds();
  std::vector<Finding> Findings = judge(P);
  double T3 = cpuSeconds();
  std::vector<InventoryRow> Rows = takeInventory(P, Findings);
  double T4 = cpuSeconds();
  rusage Usage;
  getrusage(RUSAGE_SELF, &Usage);
  const double Megabytes = Usage.ru_maxrss / 1024.0;
  const double All = Merging + (T4 - T0);
  llvm::outs() << llvm::formatv(
      "{0,7} units {1,9} uses {2,9} calls: {3,7:f2} s CPU (merge {4:f2}+{5:f2},"
      " link {6:f2}, judge {7:f2}, inventory {8:f2}), peak {9:f0} MB, "
      "{10} findings, {11} maps\n",
      Units, Uses, Calls, All, Merging, T1 - T0, T2 - T1, T3 - T2, T4 - T3,
      Megabytes, Findings.size(), Rows.size());
  llvm::outs().flush();
  return {Units, All, Megabytes};
}

int main(int Argc, char **Argv) {
  std::vector<unsigned> Sizes;
  for (int I = 1; I < Argc; ++I)
    Sizes.push_back(std::strtoul(Argv[I], nullptr, 10));
  if (Sizes.empty())
    Sizes = {1000, 3000, 10000};
  std::vector<Cost> Costs;
  for (unsigned Units : Sizes)
    Costs.push_back(measure(Units));
  for (size_t I = 1; I < Costs.size(); ++I) {
    const Cost &A = Costs[I - 1], &B = Costs[I];
    const double Ratio = std::log(double(B.Units) / A.Units);
    llvm::outs() << llvm::formatv(
        "{0} -> {1} units: time grows with exponent {2:f2}, memory {3:f2}\n",
        A.Units, B.Units, std::log(B.Seconds / A.Seconds) / Ratio,
        std::log(B.Megabytes / A.Megabytes) / Ratio);
  }
}
