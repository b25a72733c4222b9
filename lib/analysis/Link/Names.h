//===- Names.h - The words a name is made of -------------------*- C++ -*-===//
#ifndef MAPWARDEN_LINK_NAMES_H
#define MAPWARDEN_LINK_NAMES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <string>
#include <vector>

namespace mapwarden {

/// The words of "ReadTunnelsConf" or "read_tunnels_conf", in lower case and
/// without what qualifies the name; at least one, which may be empty.
inline std::vector<std::string> wordsOf(llvm::StringRef Name) {
  std::vector<std::string> Words(1);
  char Last = '_';
  for (char C : Name.substr(Name.rfind(':') + 1)) {
    const bool Starts = C == '_' || (llvm::isUpper(C) && !llvm::isUpper(Last));
    if (Starts && !Words.back().empty())
      Words.emplace_back();
    if (llvm::isAlnum(C))
      Words.back() += llvm::toLower(C);
    Last = C;
  }
  return Words;
}

inline bool hasWord(llvm::ArrayRef<std::string> Words,
                    llvm::ArrayRef<llvm::StringLiteral> Wanted) {
  return llvm::any_of(Words, [&](const std::string &Word) {
    return llvm::is_contained(Wanted, Word);
  });
}

} // namespace mapwarden

#endif
