//===- JsonInput.h - Reading JSON that somebody else wrote -----*- C++ -*-===//
#ifndef MAPWARDEN_REPORT_JSONINPUT_H
#define MAPWARDEN_REPORT_JSONINPUT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace mapwarden {

/// Parses \p Text; errors name \p File and the place. Text that is nested more
/// than 100 deep is refused, because the parser recurses.
llvm::Expected<llvm::json::Value> parseJson(llvm::StringRef Text,
                                            llvm::StringRef File);

/// "\p File: \p Message"
llvm::Error inputError(llvm::StringRef File, const llvm::Twine &Message);

/// The string \p Key of \p O; empty when there is none.
std::string stringOf(const llvm::json::Object &O, llvm::StringRef Key);

/// True for 32 lower-case hex digits.
bool isFingerprint(llvm::StringRef Text);

} // namespace mapwarden

#endif
