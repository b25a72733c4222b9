#include "Catalog/Catalog.h"

using namespace llvm;

namespace mapwarden {

namespace {

template <class T>
std::optional<T> lookup(const StringMap<T> &Table, StringRef Name) {
  auto It = Table.find(Name);
  if (It == Table.end())
    return std::nullopt;
  return It->second;
}

} // namespace

Catalog::Catalog() {
#define CONTAINER(Name, Kind, Speaks, MovesRefs, MovesIters, EraseMovesRefs,   \
                  EraseMovesIters, Synchronized)                               \
  addContainer({Name,                                                          \
                Shape::Kind,                                                   \
                Dialect::Speaks,                                               \
                MovesRefs,                                                     \
                MovesIters,                                                    \
                EraseMovesRefs,                                                \
                EraseMovesIters,                                               \
                Synchronized,                                                  \
                false,                                                         \
                {}});
#define BOUNDED_CONTAINER(Name, Kind, Speaks, MovesRefs, MovesIters,           \
                          EraseMovesRefs, EraseMovesIters, Synchronized)       \
  addContainer({Name,                                                          \
                Shape::Kind,                                                   \
                Dialect::Speaks,                                               \
                MovesRefs,                                                     \
                MovesIters,                                                    \
                EraseMovesRefs,                                                \
                EraseMovesIters,                                               \
                Synchronized,                                                  \
                true,                                                          \
                {}});
#include "Catalog/Containers.def"
#define MEMBER(Speaks, Name, Operation, Result)                                \
  Members[static_cast<unsigned>(Dialect::Speaks)][Name] = {MapOp::Operation,   \
                                                           Yields::Result};
#define FREE_FUNCTION(Name, Operation) FreeFunctions[Name] = MapOp::Operation;
#include "Catalog/Members.def"
#define LOCK_GUARD(Name, Mode) Guards[Name] = LockMode::Mode;
#define LOCK_METHOD(Name, Action, Mode)                                        \
  LockMethods[Name] = {LockAction::Action, LockMode::Mode};
#define LOCK_FUNCTION(Name, Action, Mode)                                      \
  LockFunctions[Name] = {LockAction::Action, LockMode::Mode};
#define LOCK_TAG(Name, Effect) LockTags[Name] = LockTag::Effect;
#include "Catalog/Locks.def"
#define WRAPPER(Name, Kind) Wrappers[Name] = WrapperKind::Kind;
#define HANDLE(Function, Releaser) addHandle(Function, Releaser);
#include "Catalog/Wrappers.def"
  // A class of unknown make is assumed to keep its elements in place: silence
  // on doubt.
  ByShape.Name = "<container by shape>";
}

const ContainerRow *Catalog::container(StringRef QualifiedName) const {
  auto It = Containers.find(QualifiedName);
  return It == Containers.end() ? nullptr : &It->second;
}

MemberRow Catalog::member(const ContainerRow &Row, StringRef Name) const {
  if (auto Own = lookup(Row.OwnMembers, Name))
    return *Own;
  if (auto Special = lookup(Members[static_cast<unsigned>(Row.Speaks)], Name))
    return *Special;
  return lookup(Members[static_cast<unsigned>(Dialect::Any)], Name)
      .value_or(MemberRow());
}

std::optional<MapOp> Catalog::freeFunction(StringRef Name) const {
  return lookup(FreeFunctions, Name);
}
std::optional<LockMode> Catalog::guard(StringRef QualifiedName) const {
  return lookup(Guards, QualifiedName);
}
std::optional<LockRow> Catalog::lockMethod(StringRef Name) const {
  return lookup(LockMethods, Name);
}
std::optional<LockRow> Catalog::lockFunction(StringRef Name) const {
  return lookup(LockFunctions, Name);
}
std::optional<LockTag> Catalog::lockTag(StringRef QualifiedName) const {
  return lookup(LockTags, QualifiedName);
}
std::optional<WrapperKind> Catalog::wrapper(StringRef QualifiedName) const {
  return lookup(Wrappers, QualifiedName);
}

StringRef Catalog::releaserOf(StringRef Creator) const {
  auto It = Handles.find(Creator);
  return It == Handles.end() ? StringRef() : StringRef(It->second);
}
bool Catalog::isReleaser(StringRef Function) const {
  return Releasers.contains(Function);
}

void Catalog::addContainer(ContainerRow Row) {
  std::string Key = Row.Name;
  Containers[Key] = std::move(Row);
}
void Catalog::addGuard(StringRef Name, LockMode Mode) { Guards[Name] = Mode; }
void Catalog::addLockMethod(StringRef Name, LockRow Row) {
  LockMethods[Name] = Row;
}
void Catalog::addLockFunction(StringRef Name, LockRow Row) {
  LockFunctions[Name] = Row;
}
void Catalog::addWrapper(StringRef Name, WrapperKind Kind) {
  Wrappers[Name] = Kind;
}
void Catalog::addHandle(StringRef Creator, StringRef Releaser) {
  Handles[Creator] = Releaser.str();
  Releasers[Releaser] = 1;
}

} // namespace mapwarden
