//===- Names.h - What names of code and files tell -------------*- C++ -*-===//
#ifndef MAPWARDEN_CATALOG_NAMES_H
#define MAPWARDEN_CATALOG_NAMES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <string>
#include <vector>

namespace mapwarden {

namespace words {
#define WORDS(List, ...)                                                       \
  inline constexpr llvm::StringLiteral List[] = {__VA_ARGS__};
#include "Catalog/Words.def"
} // namespace words

/// The words of "ReadTLSConf" or "read_tls_conf", in lower case and without
/// what qualifies the name; at least one, which may be empty.
inline std::vector<std::string> wordsOf(llvm::StringRef Name) {
  Name = Name.substr(Name.rfind(':') + 1);
  std::vector<std::string> Words(1);
  for (size_t I = 0; I < Name.size(); ++I) {
    const char C = Name[I], Last = I > 0 ? Name[I - 1] : '_';
    const bool EndsAcronym = I + 1 < Name.size() &&
                             llvm::isLower(Name[I + 1]) && llvm::isUpper(Last);
    const bool Starts =
        C == '_' || (llvm::isUpper(C) && (!llvm::isUpper(Last) || EndsAcronym));
    if (Starts && !Words.back().empty())
      Words.emplace_back();
    if (llvm::isAlnum(C))
      Words.back() += llvm::toLower(C);
  }
  return Words;
}

inline bool hasWord(llvm::ArrayRef<std::string> Words,
                    llvm::ArrayRef<llvm::StringLiteral> Wanted) {
  return llvm::any_of(Words, [&](const std::string &Word) {
    return llvm::is_contained(Wanted, Word);
  });
}

/// `server.run()`, `mainLoop()`: what a program is there for.
inline bool namesService(llvm::StringRef Name) {
  return hasWord(wordsOf(Name), words::Service);
}

inline bool namesInitialisation(llvm::StringRef Name) {
  return hasWord(wordsOf(Name), words::Initialisation);
}

/// True for the name of a function that ends the life of its object:
/// `it->second->release()`, `unref()`.
inline bool soundsLikeRelease(llvm::StringRef Name) {
  const std::string Lower = Name.substr(Name.rfind(':') + 1).lower();
  return llvm::any_of(words::ReleaseParts, [&](llvm::StringRef Word) {
    return llvm::StringRef(Lower).contains(Word);
  });
}

/// True for a file that others include, by its name.
inline bool isHeader(llvm::StringRef Path) {
  static constexpr llvm::StringLiteral Endings[] = {".h",   ".hpp", ".hh",
                                                    ".hxx", ".inl", ".inc"};
  return llvm::any_of(
      Endings, [&](llvm::StringRef Ending) { return Path.ends_with(Ending); });
}

} // namespace mapwarden

#endif
