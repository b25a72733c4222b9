//===- Ownership.h - Who owns what raw values point to ---------*- C++ -*-===//
//
// Raw pointers and handles tell nothing about who has to release them. What the
// program does with them does: where they are made, released, handed on and
// shared between containers.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_VERDICT_OWNERSHIP_H
#define MAPWARDEN_VERDICT_OWNERSHIP_H

#include "Verdict/RuleSupport.h"

namespace mapwarden {

/// How sure it is that a container owns its values.
enum class Owns : uint8_t { No, Maybe, Yes };

/// What is known of the raw values of one container.
struct OwnedValues {
  Owns Sure = Owns::No;
  bool Declared = false;      ///< By MAPWARDEN_OWNED_VALUES.
  bool Fresh = false;         ///< Some are made for it.
  SiteId Created = NoSite;    ///< Where one is made.
  SiteId ReleasedAt = NoSite; ///< Where one is released; NoSite: nowhere.
  std::string Releaser;       ///< "delete", "fclose"…; empty: not known.
};

/// Answers questions about ownership for the whole program. Built once, by one
/// walk over the facts.
class Ownership {
public:
  explicit Ownership(const ProgramFacts &P);

  /// The depths of \p C at which raw values are stored, with what is known.
  std::vector<std::pair<ContainerRef, OwnedValues>>
  ownedBy(const ContainerFact &C) const;

  /// \p Values and the containers that hold the same pointers.
  std::set<ContainerRef> sharers(ContainerRef Values) const;

  /// True when \p Function, code around or inside it, or a function it calls
  /// releases such values or hands them on.
  bool disposes(EntityId Function, ContainerRef Values,
                EntityId ExceptLocal = NoEntity, unsigned Hops = 2) const;
  /// The same for all visible callers; false when there are none.
  bool callersDispose(EntityId Function, ContainerRef Values) const;

  /// \p Function, lambdas in and around it, and what it calls, \p Hops deep.
  std::set<EntityId> reachableFrom(EntityId Function, unsigned Hops) const;

private:
  /// A release or handing-on of an element, seen by the function it is in.
  struct Disposal {
    EntityId Function = NoEntity;
    ReleaseFact::Kind How = ReleaseFact::Released;
    bool Leaves = false; ///< Released or passed on, not merely returned.
    SiteId Where = NoSite;
  };
  /// What insertions tell about the values of one container.
  struct Inserted {
    unsigned Fresh = 0, Unknown = 0;
    bool Borrowed = false, HandedOn = false, PassedOn = false;
    SiteId Created = NoSite;
    std::string Releaser;
  };

  void indexCarries();
  void indexLambdas();
  void collectInsertions();
  void insertion(const UseFact &U, ContainerRef To);
  void noteCarrier(const UseFact &U, ContainerRef To);
  void collectReleases();
  void collectCalls();
  void judgeCarriers();
  void dispose(ContainerRef From, const Disposal &D) {
    Disposals[From].push_back(D);
  }

  Inserted sumOf(const std::set<ContainerRef> &Group, OwnedValues &V) const;
  Owns concluded(const ContainerFact &C, ContainerRef Values,
                 const OwnedValues &V, const Inserted &Sum) const;
  ValueFact origin(const ValueFact &V, EntityId Function, unsigned Hops) const;
  std::set<ContainerRef> elements(const AccessPath &Path, EntityId Function,
                                  unsigned Hops = 0) const;
  bool keeps(EntityId Function, uint8_t Arg, bool Aggregate,
             unsigned Hops) const;
  bool isUseByOwnLibrary(const ReleaseFact &R) const;
  bool isMereMove(const ReleaseFact &R, unsigned Hops) const;
  bool releasesSimilar(EntityId Function, const ContainerFact &C,
                       llvm::StringRef Releaser, EntityId ExceptLocal) const;
  bool isStoredToo(const ReleaseFact &R) const;
  bool isReleasedElsewhere(const ContainerFact &C, ContainerRef Values) const;
  bool isSimilar(EntityId Record, const ContainerFact &C) const;

  const ProgramFacts &P;
  std::map<EntityId, std::vector<AccessPath>> Carried; ///< By local.
  std::map<EntityId, std::vector<EntityId>> LambdasIn;
  std::map<EntityId, std::vector<uint32_t>> ReleasesIn; ///< By function.
  /// Classes, with the first word of the functions that release their objects.
  std::set<std::pair<EntityId, std::string>> Libraries;
  std::map<ContainerRef, Inserted> Insertions;
  std::map<ContainerRef, std::vector<Disposal>> Disposals;
  /// The same object stored twice: (function, variable) to containers.
  std::map<std::pair<EntityId, EntityId>, std::set<ContainerRef>> StoredBy;
};

/// `slot.state = State::Deleted;` in home-made tables, which leaves the value
/// alive: a part of erase-without-reset, in Tombstones.cpp.
void judgeTombstones(const ProgramFacts &P, std::vector<Finding> &Out);

} // namespace mapwarden

#endif
