#include "Facts/Serialize.h"
#include "Facts/Fields.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include <type_traits>

using namespace llvm;

namespace mapwarden {

namespace {

constexpr StringLiteral Magic("\x89MWFACT\n");
/// Schema, size of the payload when expanded, checksum of all else.
constexpr size_t HeaderSize = Magic.size() + 3 * sizeof(uint64_t);
/// No unit of a real program comes near; a larger size is damage.
constexpr uint64_t MaxPayload = uint64_t(1) << 31;

/// The kinds of values that the archives tell apart.
template <class T>
constexpr bool IsNumber = std::is_integral_v<T> && !std::is_same_v<T, bool>;

/// Writes fields as varints; a text is written once and then named by number.
class Writer {
public:
  explicit Writer(SmallVectorImpl<uint8_t> &Out) : Out(Out) {}

  template <class T> void operator()(StringRef, const T &X) { value(X); }
  // The "none" values are ~0u: one more makes them the cheapest number.
  void entity(StringRef, EntityId Id) { number(uint32_t(Id + 1)); }
  void site(StringRef, SiteId Id) { number(uint32_t(Id + 1)); }
  void call(StringRef, uint32_t Index) { number(uint32_t(Index + 1)); }
  void file(StringRef, uint32_t Index) { number(Index); }
  template <class List> void entities(StringRef Name, const List &Ids) {
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
  template <class T, unsigned N> void value(const SmallVector<T, N> &X) {
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

  SmallVectorImpl<uint8_t> &Out;
  StringMap<uint32_t> Texts;
};

/// The reverse. After the first error every value reads as 0; the caller asks
/// once at the end.
class Reader {
public:
  explicit Reader(ArrayRef<uint8_t> In) : Next(In.begin()), End(In.end()) {}

  template <class T> void operator()(StringRef, T &X) { value(X); }
  void entity(StringRef, EntityId &Id) { index(Id, Entities); }
  void site(StringRef, SiteId &Id) { index(Id, Sites); }
  void call(StringRef, uint32_t &Index) { index(Index, Calls); }
  void file(StringRef, uint32_t &Index) {
    Index = number<uint32_t>();
    Files = std::max<uint64_t>(Files, uint64_t(Index) + 1);
  }
  template <class List> void entities(StringRef Name, List &Ids) {
    for (uint64_t N = number<uint64_t>(); N && !Failed; --N)
      entity(Name, Ids.emplace_back());
  }

  /// True when all was read and every index lies within its list.
  bool finish(const TUFacts &F) const {
    return !Failed && Next == End && Entities <= F.Entities.size() &&
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
    StringRef Text(reinterpret_cast<const char *>(Next), Size);
    Texts.push_back(Text);
    X = Text.str();
    Next += Size;
  }
  template <class T> void value(std::vector<T> &X) { list(X); }
  template <class T, unsigned N> void value(SmallVector<T, N> &X) { list(X); }
  /// Every element takes at least a byte, so the list cannot outgrow the file.
  template <class List> void list(List &X) {
    for (uint64_t N = number<uint64_t>(); N && !Failed; --N)
      value(X.emplace_back());
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
  std::vector<StringRef> Texts;
  /// How long the lists must at least be for the indices that were read.
  uint64_t Entities = 0, Sites = 0, Calls = 0, Files = 0;
};

/// Spells out the schema: names and kinds of all fields, names of enumerators.
class SchemaWriter {
public:
  template <class T> void operator()(StringRef Name, T &X) {
    Text += (Name + ":").str();
    value(X);
  }
  void entity(StringRef Name, uint32_t &) { kind(Name, "entity"); }
  void site(StringRef Name, uint32_t &) { kind(Name, "site"); }
  void call(StringRef Name, uint32_t &) { kind(Name, "call"); }
  void file(StringRef Name, uint32_t &) { kind(Name, "file"); }
  template <class List> void entities(StringRef Name, List &) {
    kind(Name, "entities");
  }

  std::string Text = "1;"; // the encoding of Writer

private:
  void kind(StringRef Name, StringRef Kind) {
    Text += (Name + ":" + Kind + ";").str();
  }
  template <class T> void value(T &X) {
    if constexpr (std::is_same_v<T, bool>) {
      Text += "flag;";
    } else if constexpr (std::is_enum_v<T>) {
      for (StringRef Name : EnumNames<T>::Names)
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
  template <class T, unsigned N> void value(SmallVector<T, N> &) { list<T>(); }
  template <class T> void list() {
    Text += "[";
    T Element{};
    value(Element);
    Text += "]";
  }
};

template <class T> void append(SmallVectorImpl<uint8_t> &Out, T Value) {
  size_t At = Out.size();
  Out.resize(At + sizeof(T));
  support::endian::write<T>(Out.data() + At, Value, endianness::little);
}

uint64_t checksum(uint64_t Size, ArrayRef<uint8_t> Payload) {
  return xxh3_64bits(Payload) ^ (Size * 0x9E3779B97F4A7C15ull);
}

Error damaged(MemoryBufferRef Buffer, const Twine &How) {
  return createStringError(Buffer.getBufferIdentifier() + ": " + How);
}

} // namespace

uint64_t factsSchema() {
  static const uint64_t Digest = [] {
    SchemaWriter Schema;
    UnitFacts Empty;
    Fields<UnitFacts>::visit(Schema, Empty);
    return xxh3_64bits(Schema.Text);
  }();
  return Digest;
}

void writeFacts(const UnitFacts &Unit, raw_ostream &OS) {
  SmallVector<uint8_t, 0> Raw, Packed;
  Writer Archive(Raw);
  Fields<UnitFacts>::visit(Archive, Unit);
  compression::zstd::compress(Raw, Packed,
                              compression::zstd::BestSpeedCompression);
  SmallVector<uint8_t, 64> Header(Magic.bytes_begin(), Magic.bytes_end());
  append<uint64_t>(Header, factsSchema());
  append<uint64_t>(Header, Raw.size());
  append<uint64_t>(Header, checksum(Raw.size(), Packed));
  OS << toStringRef(Header) << toStringRef(Packed);
}

Expected<UnitFacts> readFacts(MemoryBufferRef Buffer) {
  StringRef Data = Buffer.getBuffer();
  if (!Data.starts_with(Magic))
    return damaged(Buffer, "this is not a facts file; `mapwarden collect` "
                           "writes them");
  if (Data.size() < HeaderSize)
    return damaged(Buffer, "the facts file is cut off; collect it again");
  const char *Header = Data.data() + Magic.size();
  auto Word = [&](unsigned I) {
    return support::endian::read<uint64_t>(Header + I * sizeof(uint64_t),
                                           endianness::little);
  };
  if (Word(0) != factsSchema())
    return damaged(Buffer, "the facts file was written by another version of "
                           "mapwarden; collect it again with this one");
  ArrayRef<uint8_t> Packed = arrayRefFromStringRef(Data.substr(HeaderSize));
  uint64_t Size = Word(1);
  if (Word(2) != checksum(Size, Packed) || Size > MaxPayload)
    return damaged(Buffer, "the facts file is damaged (its checksum differs); "
                           "collect it again");
  SmallVector<uint8_t, 0> Raw;
  if (Error E = compression::zstd::decompress(Packed, Raw, Size)) {
    consumeError(std::move(E));
    return damaged(Buffer, "the facts file is damaged (it cannot be "
                           "expanded); collect it again");
  }
  UnitFacts Unit;
  Reader Archive(Raw);
  Fields<UnitFacts>::visit(Archive, Unit);
  if (Raw.size() != Size || !Archive.finish(Unit.Facts))
    return damaged(Buffer, "the facts file is damaged (its content is not "
                           "consistent); collect it again");
  return Unit;
}

} // namespace mapwarden
