//===- Renumbering.h - New ids for old ones --------------------*- C++ -*-===//
#ifndef MAPWARDEN_LINK_RENUMBERING_H
#define MAPWARDEN_LINK_RENUMBERING_H

#include "Link/FactFields.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/Support/xxhash.h"

namespace mapwarden {

/// Replaces the ids of a fact.
struct Renumbering {
  llvm::ArrayRef<EntityId> Entities;
  llvm::ArrayRef<SiteId> Sites;
  llvm::ArrayRef<uint32_t> Calls;

  void entity(EntityId &Id) const {
    if (Id != NoEntity)
      Id = Entities[Id];
  }
  void site(SiteId &Id) const {
    if (Id != NoSite)
      Id = Sites[Id];
  }
  void call(uint32_t &Index) const {
    if (Index != ~0u)
      Index = Calls[Index];
  }
  template <typename T> void number(T &) const {}
  void text(std::string &) const {}
};

/// A hash over all parts of a fact; the same in every run.
struct FactHash {
  uint64_t Value = 0x9e3779b97f4a7c15;

  void mix(uint64_t X) {
    Value ^= X;
    Value *= 0xff51afd7ed558ccd;
    Value ^= Value >> 32;
  }
  void entity(EntityId Id) { mix(Id); }
  void site(SiteId Id) { mix(Id); }
  void call(uint32_t Index) { mix(Index); }
  template <typename T> void number(T X) { mix(static_cast<uint64_t>(X)); }
  void text(const std::string &S) { mix(llvm::xxh3_64bits(S)); }
};

template <typename Fact> uint64_t hashOf(Fact &F) {
  FactHash H;
  fields(H, F);
  return H.Value;
}

} // namespace mapwarden

#endif
