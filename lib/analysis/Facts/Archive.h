//===- Archive.h - How fields become bytes ---------------------*- C++ -*-===//
//
// What the kinds of facts files share: the encoding of fields, and an envelope
// with a digest of the schema and a checksum around them.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_ARCHIVE_H
#define MAPWARDEN_FACTS_ARCHIVE_H

#include "Facts/Append.h"
#include "Facts/Fields.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/raw_ostream.h"
#include <type_traits>

namespace mapwarden {

/// The kinds of values that the archives tell apart.
template <class T>
constexpr bool IsNumber = std::is_integral_v<T> && !std::is_same_v<T, bool>;

/// Writes fields as varints; a text is written once and then named by number.
class Writer {
public:
  explicit Writer(llvm::SmallVectorImpl<uint8_t> &Out) : Out(Out) {}

  template <class T> void operator()(llvm::StringRef, const T &X) { value(X); }
  // The "none" values are ~0u: one more makes them the cheapest number.
  void entity(llvm::StringRef, EntityId Id) { number(uint32_t(Id + 1)); }
  void site(llvm::StringRef, SiteId Id) { number(uint32_t(Id + 1)); }
  void call(llvm::StringRef, uint32_t Index) { number(uint32_t(Index + 1)); }
  void file(llvm::StringRef, uint32_t Index) { number(Index); }
  template <class List> void entities(llvm::StringRef Name, const List &Ids) {
    number(Ids.size());
    for (EntityId Id : Ids)
      entity(Name, Id);
  }

private:
  template <class T> void value(const T &X) {
    if constexpr (std::is_same_v<T, bool>)
      Out.push_back(X);
    else if constexpr (std::is_enum_v<T>)
      Out.push_back(static_cast<uint8_t>(X));
    else if constexpr (IsNumber<T>)
      number(X);
    else
      Fields<T>::visit(*this, X);
  }
  void value(const std::string &X) {
    auto [It, New] = Texts.try_emplace(X, Texts.size() + 1);
    if (!New)
      return number(It->second);
    number(0);
    number(X.size());
    Out.append(X.begin(), X.end());
  }
  template <class T> void value(const std::vector<T> &X) { list(X); }
  template <class T, unsigned N> void value(const llvm::SmallVector<T, N> &X) {
    list(X);
  }
  template <class List> void list(const List &X) {
    number(X.size());
    for (const auto &Each : X)
      value(Each);
  }
  void number(uint64_t X) {
    for (; X >= 0x80; X >>= 7)
      Out.push_back(uint8_t(X) | 0x80);
    Out.push_back(uint8_t(X));
  }

  llvm::SmallVectorImpl<uint8_t> &Out;
  llvm::StringMap<uint32_t> Texts;
};

/// The reverse. After the first error every value reads as 0; the caller asks
/// once at the end.
class Reader {
public:
  explicit Reader(llvm::ArrayRef<uint8_t> In)
      : Next(In.begin()), End(In.end()) {}

  template <class T> void operator()(llvm::StringRef, T &X) { value(X); }
  void entity(llvm::StringRef, EntityId &Id) { index(Id, Entities); }
  void site(llvm::StringRef, SiteId &Id) { index(Id, Sites); }
  void call(llvm::StringRef, uint32_t &Index) { index(Index, Calls); }
  void file(llvm::StringRef, uint32_t &Index) {
    Index = number<uint32_t>();
    Files = std::max<uint64_t>(Files, uint64_t(Index) + 1);
  }
  template <class List> void entities(llvm::StringRef Name, List &Ids) {
    for (uint64_t N = number<uint64_t>(); N && !Failed; --N) {
      entity(Name, Ids.emplace_back());
      Failed |= Ids.back() == NoEntity; // A list holds no blanks.
    }
  }

  /// True when all was read, without an error.
  bool finish() const { return !Failed && Next == End; }
  /// Also, when every index lies within its list.
  bool finish(const TUFacts &F) const {
    return finish() && Entities <= F.Entities.size() &&
           Sites <= F.Sites.size() && Calls <= F.Calls.size() &&
           Files <= F.Files.size();
  }

private:
  template <class T> void value(T &X) {
    if constexpr (std::is_same_v<T, bool>)
      X = byte(1);
    else if constexpr (std::is_enum_v<T>)
      X = static_cast<T>(byte(std::size(EnumNames<T>::Names) - 1));
    else if constexpr (IsNumber<T>)
      X = number<T>();
    else
      Fields<T>::visit(*this, X);
  }
  void value(std::string &X) {
    uint64_t Id = number<uint64_t>();
    if (Id) {
      if (Id <= Texts.size())
        X = Texts[Id - 1].str();
      else
        Failed = true;
      return;
    }
    uint64_t Size = number<uint64_t>();
    if (Size > uint64_t(End - Next)) {
      Failed = true;
      return;
    }
    llvm::StringRef Text(reinterpret_cast<const char *>(Next), Size);
    Texts.push_back(Text);
    X = Text.str();
    Next += Size;
  }
  template <class T> void value(std::vector<T> &X) { list(X); }
  template <class T, unsigned N> void value(llvm::SmallVector<T, N> &X) {
    list(X);
  }
  /// Every element takes at least a byte, so the list cannot outgrow the file.
  template <class List> void list(List &X) {
    for (uint64_t N = number<uint64_t>(); N && !Failed; --N) {
      if constexpr (std::is_same_v<List,
                                   std::vector<typename List::value_type>>)
        makeRoom(X, 1);
      value(X.emplace_back());
    }
  }

  uint8_t byte(uint8_t Max) {
    if (Next == End || *Next > Max) {
      Failed = true;
      return 0;
    }
    return *Next++;
  }
  template <class T> T number() {
    uint64_t X = 0;
    for (unsigned Shift = 0; Next != End && Shift < 64; Shift += 7) {
      uint8_t B = *Next++;
      X |= uint64_t(B & 0x7f) << Shift;
      if (B < 0x80) {
        Failed |= X > std::numeric_limits<T>::max();
        return Failed ? 0 : static_cast<T>(X);
      }
    }
    Failed = true;
    return 0;
  }
  void index(uint32_t &Id, uint64_t &Bound) {
    uint32_t Stored = number<uint32_t>();
    Id = Stored - 1;
    Bound = std::max<uint64_t>(Bound, Stored);
  }

  const uint8_t *Next, *End;
  bool Failed = false;
  std::vector<llvm::StringRef> Texts;
  /// How long the lists must at least be for the indices that were read.
  uint64_t Entities = 0, Sites = 0, Calls = 0, Files = 0;
};

/// Spells out the schema: names and kinds of all fields, names of enumerators.
class SchemaWriter {
public:
  template <class T> void operator()(llvm::StringRef Name, T &X) {
    Text += (Name + ":").str();
    value(X);
  }
  void entity(llvm::StringRef Name, uint32_t &) { kind(Name, "entity"); }
  void site(llvm::StringRef Name, uint32_t &) { kind(Name, "site"); }
  void call(llvm::StringRef Name, uint32_t &) { kind(Name, "call"); }
  void file(llvm::StringRef Name, uint32_t &) { kind(Name, "file"); }
  template <class List> void entities(llvm::StringRef Name, List &) {
    kind(Name, "entities");
  }

  std::string Text = "1;"; // the encoding of Writer

private:
  void kind(llvm::StringRef Name, llvm::StringRef Kind) {
    Text += (Name + ":" + Kind + ";").str();
  }
  template <class T> void value(T &X) {
    if constexpr (std::is_same_v<T, bool>) {
      Text += "flag;";
    } else if constexpr (std::is_enum_v<T>) {
      for (llvm::StringRef Name : EnumNames<T>::Names)
        Text += (Name + "|").str();
    } else if constexpr (IsNumber<T>) {
      Text += "number" + std::to_string(sizeof(T)) + ";";
    } else {
      Text += "{";
      Fields<T>::visit(*this, X);
      Text += "}";
    }
  }
  void value(std::string &) { Text += "text;"; }
  template <class T> void value(std::vector<T> &) { list<T>(); }
  template <class T, unsigned N> void value(llvm::SmallVector<T, N> &) {
    list<T>();
  }
  template <class T> void list() {
    Text += "[";
    T Element{};
    value(Element);
    Text += "]";
  }
};

/// One kind of file, as its envelope and its errors tell it.
struct FileKind {
  llvm::StringLiteral Magic;  ///< The first bytes.
  llvm::StringLiteral Name;   ///< "facts file"
  llvm::StringLiteral MadeBy; ///< "`mapwarden collect` writes them"
  llvm::StringLiteral WayOut; ///< "collect it again"
  uint64_t Schema;            ///< Digest of names and kinds of all fields.
};

/// Writes \p Raw compressed, behind a header.
void writeEnvelope(const FileKind &Kind, llvm::ArrayRef<uint8_t> Raw,
                   llvm::raw_ostream &OS);

/// Reads what writeEnvelope() wrote. An error names the buffer and the way out.
llvm::Error readEnvelope(const FileKind &Kind, llvm::MemoryBufferRef Buffer,
                         llvm::SmallVectorImpl<uint8_t> &Raw);

/// The error for content that does not make sense although its checksum does.
llvm::Error inconsistent(const FileKind &Kind, llvm::MemoryBufferRef Buffer);

uint64_t digestOfSchema(llvm::StringRef Text);

/// The digest of \p T's schema.
template <class T> uint64_t schemaOf() {
  SchemaWriter Schema;
  T Empty;
  Fields<T>::visit(Schema, Empty);
  return digestOfSchema(Schema.Text);
}

} // namespace mapwarden

#endif
