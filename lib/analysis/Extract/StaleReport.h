//===- StaleReport.h - Suspicions become facts -----------------*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_STALEREPORT_H
#define MAPWARDEN_EXTRACT_STALEREPORT_H

#include "Extract/Bindings.h"
#include "Extract/StaleFlow.h"
#include <map>

namespace mapwarden {

/// Writes stale facts, one for each binding, mutation and place of use.
class StaleReport {
public:
  StaleReport(const FunctionModel &F, const Flow &G, const BindingTable &Table,
              SiteMaker SiteOf, uint32_t CallBase, std::vector<StaleFact> &Out)
      : F(F), G(G), Table(Table), SiteOf(SiteOf), CallBase(CallBase), Out(Out) {
  }

  /// \param Keys KeyRelation bits; those of equal facts are joined.
  void used(const Binding &B, uint32_t BindingId, uint32_t MutationId,
            uint8_t Keys, const clang::Stmt *At, StaleFact::Kind How);
  /// \param Lock the lock that is given back at the same time, or null.
  void escaped(const Event &E, const Ref &R, StaleFact::Kind How,
               const AccessPath *Lock);

private:
  const FunctionModel &F;
  const Flow &G;
  const BindingTable &Table;
  SiteMaker SiteOf;
  uint32_t CallBase;
  std::vector<StaleFact> &Out;
  std::map<std::tuple<uint32_t, uint32_t, SiteId>, size_t> Emitted;
};

} // namespace mapwarden

#endif
