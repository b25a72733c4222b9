//===- Serialize.h - Facts files -------------------------------*- C++ -*-===//
//
// A facts file holds the facts of one translation unit: a header with a digest
// of the schema and a checksum, then the fields of Fields.h, compressed.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_SERIALIZE_H
#define MAPWARDEN_FACTS_SERIALIZE_H

#include "Facts/Unit.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/raw_ostream.h"

namespace mapwarden {

/// Digest of the names and kinds of all fields: files of another schema are
/// refused. Constant for one build of the tool.
uint64_t factsSchema();

/// Writes \p Unit as a facts file; equal units give equal bytes. O(size).
void writeFacts(const UnitFacts &Unit, llvm::raw_ostream &OS);

/// Reads a facts file.
/// \returns an error that names the buffer when it is no facts file, was
/// written by another version, is damaged, or refers to what it does not hold.
/// Never reads outside the buffer; memory is bounded by the file's content.
llvm::Expected<UnitFacts> readFacts(llvm::MemoryBufferRef Buffer);

/// Prints \p Unit as JSON for people and scripts: entities and sites by name,
/// fields that have their default value left out.
void printFacts(const UnitFacts &Unit, llvm::raw_ostream &OS);

} // namespace mapwarden

#endif
