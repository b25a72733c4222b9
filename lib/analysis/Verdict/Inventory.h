//===- Inventory.h - Every map of a program --------------------*- C++ -*-===//
#ifndef MAPWARDEN_VERDICT_INVENTORY_H
#define MAPWARDEN_VERDICT_INVENTORY_H

#include "Verdict/Evidence.h"

namespace mapwarden {

/// What becomes of a map's size. Spelled with hyphens in reports.
enum class MapVerdict : uint8_t {
  NoGrowth,     ///< Constant, or filled before the program serves.
  BoundedKeys,  ///< The keys that can come are few, or are configured.
  BoundedGuard, ///< A size test, an eviction, a bounded type, an annotation.
  Erased,       ///< A removal at run time matches the insertions.
  TeardownOnly, ///< Removals only when its owner or the program ends.
  DeadEviction, ///< Its removals have no caller or cannot run.
  Partial,      ///< Some way to insert has no matching removal.
  Unbounded,    ///< Grows, and nothing removes.
  ShortLived,   ///< Its owner does not live long.
  Unknown,      ///< Not all of its uses are in sight; Reason says why.
};

/// "no-growth", "bounded-keys", … "unknown".
llvm::StringRef spelling(MapVerdict V);
/// "none", "cannot-run", "no-caller", "start-up", "teardown", "run-time".
llvm::StringRef spelling(ShrinkGrade G);

/// One insertion into or removal from a map.
struct InventorySite {
  SiteId Where = NoSite;
  EntityId Function = NoEntity; ///< The function it stands in (not a lambda).
  std::string Member;           ///< "emplace", "operator[]", …
  ShrinkGrade Grade = ShrinkGrade::None; ///< Of a removal.
};

/// One container of the program and what is known of it.
struct InventoryRow {
  EntityId Decl = NoEntity; ///< Its ContainerFact, name and place.
  Lifetime Lives;
  MapVerdict Verdict = MapVerdict::Unknown;
  Confidence Sure = Confidence::Likely;
  std::string Reason; ///< One sentence without the final period.
  std::vector<InventorySite> Growth, Shrink;
  std::string Lock; ///< The lock held at most accesses: "mutex_"; or empty.
  std::string Keys; ///< "few", "16-bit", "open", "the caller's"…
};

/// Every associative container of the program (fields, globals, statics,
/// locals of main; no parameters, references and other locals), in source
/// order. The verdict agrees with \p Findings: a container that unbounded-map
/// reports is Unbounded, TeardownOnly, DeadEviction or Partial.
std::vector<InventoryRow> takeInventory(const ProgramFacts &Program,
                                        llvm::ArrayRef<Finding> Findings);

} // namespace mapwarden

#endif
