//===- RuleSupport.h - What several rules ask and say ----------*- C++ -*-===//
#ifndef MAPWARDEN_VERDICT_RULESUPPORT_H
#define MAPWARDEN_VERDICT_RULESUPPORT_H

#include "Verdict/Finding.h"

namespace mapwarden {

/// The name of \p Id without its namespaces and classes, in quotes: `'m_'`.
std::string quotedName(const ProgramFacts &P, EntityId Id);

/// False when \p A and \p B are fields of classes that have nothing to do with
/// each other by inheritance. A class stands for itself (`synchronized`
/// objects are their own lock).
bool areNeighbours(const ProgramFacts &P, EntityId A, EntityId B);

/// The type of the container \p Ref names; null when it has no such depth.
const LevelFact *levelOf(const ProgramFacts &P, ContainerRef Ref);

/// True when the container, or one inside it, is associative.
bool holdsMap(const ContainerFact &C);

/// "this line" or "line 12": where \p At is, as seen from \p From.
std::string lineText(const ProgramFacts &P, SiteId At, SiteId From);

/// `for (auto &s : statements_) stmt_finalize(s.second);` in a destructor, by a
/// function out of sight that is no method: a library's way to release.
bool isForeignRelease(const ProgramFacts &P, const ReleaseFact &R);

/// \p Function, or one that it calls by way of \p Hops calls at most, uses the
/// container \p Decl.
bool isTouchedBy(const ProgramFacts &P, EntityId Decl, EntityId Function,
                 unsigned Hops);

/// \p Function is one of \p Any, or leads to one by way of \p Hops calls at
/// most, be it in a callback: `socket.close([=] { hub.drop(id); });`.
bool leadsTo(const ProgramFacts &P, EntityId Function,
             const std::set<EntityId> &Any, unsigned Hops);

/// "uint32_t" of "std::map<uint32_t, std::string>"; empty when there is none.
llvm::StringRef keyTypeOf(const ContainerFact &C);

} // namespace mapwarden

#endif
