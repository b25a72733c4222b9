//===- ProgramFile.h - The facts of a program, for clang-tidy --*- C++ -*-===//
//
// What `--format=facts` writes and the option mapwarden.Facts of the clang-tidy
// module reads: the findings of all levels, each with what finds its place
// again in a file that was edited since.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_REPORT_PROGRAMFILE_H
#define MAPWARDEN_REPORT_PROGRAMFILE_H

#include "Report/Report.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/raw_ostream.h"

namespace mapwarden {

/// A place, and what its line said.
struct PinnedPlace {
  Place Where;
  std::string Line;    ///< Without the spaces around it.
  uint32_t Indent = 0; ///< How many bytes stood before it.
};

struct PinnedNote {
  PinnedPlace At;
  std::string Text;
};

struct ProgramFinding {
  std::string Rule;
  PinnedPlace At;
  Confidence Sure = Confidence::Likely;
  std::string Message;
  std::vector<PinnedNote> Notes;
  std::string Container; ///< USR; may be empty.
  FindingAnchor Anchor;
};

/// A file that holds findings or notes, as it was when the program was judged.
struct PinnedFile {
  std::string Path; ///< Relative to the root.
  uint64_t Digest = 0;
};

/// See the top of the file.
struct ProgramFile {
  /// The project's root, relative to the folder of the facts file: a checkout
  /// may be moved.
  std::string Root;
  std::vector<PinnedFile> Files; ///< Sorted by path.
  std::vector<ProgramFinding> Findings;
};

/// Digest of a file's content, as PinnedFile has it.
uint64_t digestOfContent(llvm::StringRef Content);

void writeProgramFile(const ProgramFile &Program, llvm::raw_ostream &OS);

/// \returns an error that names the buffer and the way out when it is no facts
/// file of a program, was written by another version, or is damaged. Never
/// reads outside the buffer.
llvm::Expected<ProgramFile> readProgramFile(llvm::MemoryBufferRef Buffer);

} // namespace mapwarden

#endif
