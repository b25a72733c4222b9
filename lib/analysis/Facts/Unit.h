//===- Unit.h - A translation unit of a program ----------------*- C++ -*-===//
//
// What the collector hands on of one translation unit: its facts, and how far
// it was understood. A unit that failed is data, not an abort.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_UNIT_H
#define MAPWARDEN_FACTS_UNIT_H

#include "Facts/Facts.h"

namespace mapwarden {

/// How far a translation unit was understood. Ordered: the worst counts.
enum class UnitStatus : uint8_t {
  Complete, ///< Parsed without an error.
  Errors,   ///< Parsed with errors: what is broken is not in the facts.
  Cut,      ///< A fatal error, such as a header that is not there: what other
            ///< headers would have said is not known either.
  Failed,   ///< Not parsed at all: no file, a crash, a time-out.
};

struct UnitFacts {
  /// The main file, relative to the project's root where it lies in it, with
  /// forward slashes. Like all paths of TUFacts::Files.
  std::string Source;
  UnitStatus Status = UnitStatus::Complete;
  /// The first error: "src/a.cpp:3:1: unknown type name 'Foo'"; "the front end
  /// crashed (signal 11)". Empty when complete.
  std::string Problem;
  TUFacts Facts; ///< Empty when failed.
  /// When cut off: the identifiers in the main file, sorted. What it does not
  /// name it does not use.
  std::vector<std::string> Mentions;
};

} // namespace mapwarden

#endif
