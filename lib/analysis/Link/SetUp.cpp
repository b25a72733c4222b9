//===- SetUp.cpp - Growth that ends when something is set up --------------===//
//
// What configures a program brings as many keys as somebody wrote down, and
// what fills an object that was just made ends before the object is used.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Link/Linker.h"

namespace mapwarden {

/// `TlsSettings`, `ConfigReader`; an `AuthConfigFactory` or a `ConfigObject` is
/// about something else, and so is `Session::setOption(k, v)`.
static bool isConfiguration(llvm::ArrayRef<std::string> Class) {
  return llvm::is_contained(words::Configuration, Class.back()) ||
         (llvm::is_contained(words::ConfigurationReader, Class.back()) &&
          hasWord(Class, words::Configuration));
}

/// `ReloadConfig()`, `parse_cmdline()`, `ParseHostFile()`, a method of
/// `TlsSettings`.
static bool readsConfiguration(const TUFacts &Unit, const FunctionFact &F) {
  const std::vector<std::string> Words = wordsOf(Unit.Entities[F.Id].Name);
  return (F.Owner != NoEntity &&
          isConfiguration(wordsOf(Unit.Entities[F.Owner].Name))) ||
         hasWord(Words, words::Configuration) ||
         hasWord(Words, words::ConfigurationOfFunction) ||
         (hasWord(Words, {"parse"}) && hasWord(Words, {"file"}));
}

bool comesFromConfiguration(llvm::StringRef Key) {
  // The last name is what is asked for.
  llvm::SmallVector<llvm::StringRef, 8> Names;
  llvm::SplitString(Key, Names, ".->()[]*& ");
  return Names.size() > 1 &&
         llvm::any_of(llvm::ArrayRef(Names).drop_back(),
                      [&](llvm::StringRef Name) {
                        return llvm::is_contained(words::ConfigurationObject,
                                                  wordsOf(Name).back());
                      });
}

/// `registerHandler(name, h)`, `initTables()`: once for each part of a program.
static bool registersParts(const TUFacts &Unit, const FunctionFact &F) {
  const llvm::StringRef Name = Unit.Entities[F.Id].Name;
  const std::vector<std::string> Words = wordsOf(Name);
  // `plugin_register(name)`
  if (F.SetupName || hasWord(Words, {"register"}) || namesInitialisation(Name))
    return true;
  // `load(key)` and `start(job)` are asked for again and again.
  const bool OfMany = Words[0] == "start" || Words[0] == "load";
  return llvm::is_contained(words::PartsOfProgram, Words[0]) &&
         (!OfMany || F.Params == 0);
}

template <typename Cap>
std::vector<Reach> Linker::reachUnder(llvm::ArrayRef<EntityId> Open,
                                      Cap IsSetUp) {
  std::vector<Reach> Result = P.ReachOf;
  auto Of = [&](EntityId Id) {
    return Id < Result.size() ? Result[Id] : Reach::RunTime;
  };
  std::vector<bool> SetUp(P.Unit.Entities.size());
  for (const FunctionFact &F : P.Unit.Functions)
    if (!F.IsMain && !F.IsLambda && IsSetUp(F)) {
      SetUp[F.Id] = true;
      Result[F.Id] = std::min(Result[F.Id], Reach::StartUp);
    }
  for (EntityId Id : Open) {
    entryOf(*P.function(Id), Result[Id]);
    if (SetUp[Id])
      Result[Id] = std::min(Result[Id], Reach::StartUp);
  }
  settle(Open, [&](EntityId Id) {
    Reach R = reachFromCallers(*P.function(Id), Of);
    if (SetUp[Id])
      R = std::min(R, Reach::StartUp);
    if (R <= Result[Id])
      return false;
    Result[Id] = R;
    return true;
  });
  return Result;
}

void Linker::computeReachAsSetUp(llvm::ArrayRef<EntityId> Open) {
  if (!P.Unit.WholeProgram)
    return;
  P.ConfigReachOf = reachUnder(Open, [&](const FunctionFact &F) {
    return readsConfiguration(P.Unit, F);
  });
  P.SetUpReachOf = reachUnder(Open, [&](const FunctionFact &F) {
    return readsConfiguration(P.Unit, F) || registersParts(P.Unit, F);
  });
}

//===--- Objects that were just made --------------------------------------===//

void Linker::indexEnclosing() {
  std::set<EntityId> Others;
  for (const InstanceFact &Made : P.Unit.Instances)
    for (EntityId Class : withBases(Made.Record)) {
      const EntityId Owner =
          Made.How == InstanceFact::Member ? ownerOfField(Made) : NoEntity;
      if (Owner == NoEntity)
        Others.insert(Class);
      else
        EnclosingOf[Class].insert(Owner);
    }
  for (EntityId Class : Others)
    EnclosingOf.erase(Class);
}

void Linker::indexInstances() {
  indexEnclosing();
  for (uint32_t I = 0; I < P.Unit.Instances.size(); ++I) {
    const InstanceFact &Made = P.Unit.Instances[I];
    if (Made.Function != NoEntity && Made.HeldBy != NoEntity)
      MadeIn[Made.Function].push_back(I);
  }
  if (!P.Unit.WholeProgram)
    return;
  for (const auto &Each : MadeIn)
    for (uint32_t I : P.callsFrom(Each.first)) {
      const CallFact &Call = P.Unit.Calls[I];
      if (!preparesJustMade(Call))
        continue;
      const EntityId Class = P.function(Call.Callee)->Owner;
      Preparing[Class].push_back(I);
      for (EntityId Base : withBases(Class))
        PreparingDerived[Base].push_back(I);
    }
}

std::set<uint32_t> Linker::preparingCalls(EntityId Owner) const {
  std::set<uint32_t> Result;
  auto Add = [&](const auto &Index, EntityId Class) {
    if (auto It = Index.find(Class); It != Index.end())
      Result.insert(It->second.begin(), It->second.end());
  };
  Add(PreparingDerived, Owner);
  for (EntityId Class : withBases(Owner))
    Add(Preparing, Class);
  return Result;
}

/// `server.run()`, `worker->process(job)`: the service, not its preparation.
static bool serves(llvm::StringRef Name) {
  return namesService(Name) || hasWord(wordsOf(Name), words::Work);
}

/// `table_ = new Table; table_->load();`: only what sounds like it prepares an
/// object that others may reach already.
static bool prepares(llvm::StringRef Name) {
  return llvm::is_contained(words::Preparation, wordsOf(Name)[0]);
}

/// True when \p Object, as \p Function names it, is a local object, or one of
/// class \p Owner that the function has made before \p Where.
bool Linker::isJustMade(const AccessPath &Object, EntityId Function,
                        EntityId Owner, SiteId Where,
                        llvm::StringRef Callee) const {
  const FunctionFact *F = P.function(Function);
  if (!P.Unit.WholeProgram || !F || P.isPartOfMain(Function) || serves(Callee))
    return false;
  AccessPath Holder = Object;
  while (!Holder.Steps.empty() &&
         (Holder.Steps.back().Kind == StepKind::Deref ||
          Holder.Steps.back().Kind == StepKind::Element))
    Holder.Steps.pop_back(); // rings_[0] = new Ring; rings_[0]->add(node);
  EntityId Named = NoEntity;
  if (!Holder.Steps.empty() && Holder.Steps.back().Kind == StepKind::Field)
    Named = Holder.Steps.back().Field;
  else if (Holder.Steps.empty() &&
           (Holder.Root == RootKind::Local || Holder.Root == RootKind::Global))
    Named = Holder.Entity;
  auto It = MadeIn.find(Function);
  if (Named == NoEntity || It == MadeIn.end())
    return false;
  return llvm::any_of(It->second, [&](uint32_t I) {
    const InstanceFact &Made = P.Unit.Instances[I];
    const bool Known =
        Made.How != InstanceFact::Local && Made.How != InstanceFact::Other;
    return Made.HeldBy == Named && Made.How != InstanceFact::MainLocal &&
           (P.isA(Made.Record, Owner) || P.isA(Owner, Made.Record)) &&
           !P.before(Where, Made.Where) &&
           (!Known || (F->IsConstructor && Object.Root == RootKind::This) ||
            (!Callee.empty() && prepares(Callee)));
  });
}

bool Linker::fillsJustMade(const Seen &S, SiteId Where) const {
  if (S.Owner == NoEntity)
    return false;
  std::optional<AccessPath> Holder = S.Path.holder();
  return Holder && isJustMade(*Holder, S.Function, S.Owner, Where, "");
}

bool Linker::preparesJustMade(const CallFact &Call) const {
  const FunctionFact *Callee = P.function(Call.Callee);
  return Callee && Callee->Owner != NoEntity && !Callee->IsConstructor &&
         !Callee->IsDestructor && Call.Object.isKnown() &&
         isJustMade(Call.Object, Call.Caller, Callee->Owner, Call.Where,
                    P.name(Call.Callee));
}

} // namespace mapwarden
