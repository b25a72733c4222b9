//===- YamlReader.h - Typed values of a YAML file, with positions
//----------===//
//
// A YAML file read from top to bottom against a schema. The first thing that
// does not follow it ends the reading; the message names file, line, column
// and what is allowed there. Knows nothing of catalogues, and no clang.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_CATALOG_YAMLREADER_H
#define MAPWARDEN_CATALOG_YAMLREADER_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include <functional>
#include <optional>
#include <string>

namespace mapwarden {

/// A place in the file that holds a value: of a key, or of a row of a list.
struct YamlField {
  std::string What; ///< As messages call it: "the value of 'shape'".
  llvm::SMLoc At;   ///< Of the value; of its key when there is none.
  llvm::yaml::Node *Value = nullptr;
};

/// One spelling of an enumerator.
template <class T> struct Spelling {
  llvm::StringLiteral Name;
  T Value;
};

struct YamlText {
  std::string Text;
  llvm::SMLoc At;
};

/// Functions that return a bool return false after the first error.
class YamlReader {
public:
  using Reads = std::function<bool(const YamlField &)>;
  /// A key of a map and what reads its value.
  struct Key {
    llvm::StringRef Name;
    Reads Read;
    bool Required = false;
  };
  using Keys = llvm::ArrayRef<Key>;

  /// Reads file \p Path: one document, a map with the keys \p Schema asks for.
  /// A file without any content is fine.
  static llvm::Error
  read(llvm::StringRef Path,
       llvm::function_ref<bool(YamlReader &, const YamlField &)> Schema);

  /// A map whose keys are among \p Allowed.
  bool map(const YamlField &F, Keys Allowed);
  /// A map with keys of the user's choice.
  bool
  freeMap(const YamlField &F,
          llvm::function_ref<bool(const YamlText &Key, const YamlField &Value)>
              Entry);
  /// A list; \p Row reads one element. No value at all is an empty list.
  bool list(const YamlField &F, llvm::StringRef RowName, const Reads &Row);
  /// Text that is not empty.
  bool text(const YamlField &F, YamlText &Out);
  /// A value of YAML's boolean kind.
  bool flag(const YamlField &F, std::optional<bool> &Out);
  /// One of the names in \p Names.
  template <class T>
  bool choice(const YamlField &F, llvm::ArrayRef<Spelling<T>> Names,
              std::optional<T> &Out) {
    YamlText Word;
    if (!text(F, Word))
      return false;
    llvm::SmallVector<llvm::StringRef> Known;
    for (const Spelling<T> &S : Names) {
      if (S.Name == Word.Text) {
        Out = S.Value;
        return true;
      }
      Known.push_back(S.Name);
    }
    return unknown(Word, F.What, Known);
  }

  /// Fails: \p Word is none of the names \p Known that \p What may have.
  bool unknown(const YamlText &Word, llvm::StringRef What,
               llvm::ArrayRef<llvm::StringRef> Known);

  static bool isMap(const YamlField &F) {
    return llvm::isa_and_nonnull<llvm::yaml::MappingNode>(F.Value);
  }
  unsigned line(llvm::SMLoc At) const { return position(At).first; }
  /// Keeps `file:line:column: error: <Sentence>`; returns false.
  bool fail(llvm::SMLoc At, const llvm::Twine &Sentence);

private:
  explicit YamlReader(llvm::StringRef Path) : Path(Path) {}

  bool whole(llvm::yaml::Stream &Input,
             llvm::function_ref<bool(YamlReader &, const YamlField &)> Schema);
  bool wrongKind(const YamlField &F, llvm::StringRef Wanted);
  YamlField field(std::string What, llvm::SMLoc Otherwise,
                  llvm::yaml::Node *Value) const;
  llvm::SMLoc start(llvm::yaml::Node *N) const;
  std::pair<unsigned, unsigned> position(llvm::SMLoc At) const;
  static void syntaxError(const llvm::SMDiagnostic &D, void *Reader);

  std::string Path;
  llvm::SourceMgr Source;
  std::string Failure;
};

} // namespace mapwarden

#endif
