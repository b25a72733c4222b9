#include "Facts/Serialize.h"
#include "Facts/Archive.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace mapwarden {

/// No program comes near; a larger size is damage.
static constexpr uint64_t MaxPayload = uint64_t(1) << 31;

static FileKind unitKind() {
  return {"\x89MWFACT\n", "facts file", "`mapwarden collect` writes them",
          "collect it again", factsSchema()};
}

template <class T> static void append(SmallVectorImpl<uint8_t> &Out, T Value) {
  size_t At = Out.size();
  Out.resize(At + sizeof(T));
  support::endian::write<T>(Out.data() + At, Value, endianness::little);
}

static uint64_t checksum(uint64_t Size, ArrayRef<uint8_t> Payload) {
  return xxh3_64bits(Payload) ^ (Size * 0x9E3779B97F4A7C15ull);
}

static Error damaged(MemoryBufferRef Buffer, const Twine &How) {
  return createStringError(Buffer.getBufferIdentifier() + ": " + How);
}

uint64_t digestOfSchema(StringRef Text) { return xxh3_64bits(Text); }

/// Header: magic, schema, size of the payload when expanded, checksum of all
/// else.
void writeEnvelope(const FileKind &Kind, ArrayRef<uint8_t> Raw,
                   raw_ostream &OS) {
  SmallVector<uint8_t, 0> Packed;
  compression::zstd::compress(Raw, Packed,
                              compression::zstd::BestSpeedCompression);
  SmallVector<uint8_t, 64> Header(Kind.Magic.bytes_begin(),
                                  Kind.Magic.bytes_end());
  append<uint64_t>(Header, Kind.Schema);
  append<uint64_t>(Header, Raw.size());
  append<uint64_t>(Header, checksum(Raw.size(), Packed));
  OS << toStringRef(Header) << toStringRef(Packed);
}

Error readEnvelope(const FileKind &Kind, MemoryBufferRef Buffer,
                   SmallVectorImpl<uint8_t> &Raw) {
  StringRef Data = Buffer.getBuffer();
  if (!Data.starts_with(Kind.Magic))
    return damaged(Buffer, "this is not a " + Kind.Name + "; " + Kind.MadeBy);
  const size_t HeaderSize = Kind.Magic.size() + 3 * sizeof(uint64_t);
  if (Data.size() < HeaderSize)
    return damaged(Buffer, "the " + Kind.Name + " is cut off; " + Kind.WayOut);
  const char *Header = Data.data() + Kind.Magic.size();
  auto Word = [&](unsigned I) {
    return support::endian::read<uint64_t>(Header + I * sizeof(uint64_t),
                                           endianness::little);
  };
  if (Word(0) != Kind.Schema)
    return damaged(Buffer,
                   "the " + Kind.Name +
                       " was written by another version of mapwarden; " +
                       Kind.WayOut + " with this one");
  ArrayRef<uint8_t> Packed = arrayRefFromStringRef(Data.substr(HeaderSize));
  uint64_t Size = Word(1);
  if (Word(2) != checksum(Size, Packed) || Size > MaxPayload)
    return damaged(Buffer, "the " + Kind.Name +
                               " is damaged (its checksum differs); " +
                               Kind.WayOut);
  if (Error E = compression::zstd::decompress(Packed, Raw, Size)) {
    consumeError(std::move(E));
    return damaged(Buffer, "the " + Kind.Name +
                               " is damaged (it cannot be expanded); " +
                               Kind.WayOut);
  }
  return Raw.size() == Size ? Error::success() : inconsistent(Kind, Buffer);
}

Error inconsistent(const FileKind &Kind, MemoryBufferRef Buffer) {
  return damaged(Buffer, "the " + Kind.Name +
                             " is damaged (its content is not consistent); " +
                             Kind.WayOut);
}

uint64_t factsSchema() {
  static const uint64_t Digest = schemaOf<UnitFacts>();
  return Digest;
}

void writeFacts(const UnitFacts &Unit, raw_ostream &OS) {
  SmallVector<uint8_t, 0> Raw;
  Writer Archive(Raw);
  Fields<UnitFacts>::visit(Archive, Unit);
  writeEnvelope(unitKind(), Raw, OS);
}

Expected<UnitFacts> readFacts(MemoryBufferRef Buffer) {
  SmallVector<uint8_t, 0> Raw;
  if (Error E = readEnvelope(unitKind(), Buffer, Raw))
    return std::move(E);
  UnitFacts Unit;
  Reader Archive(Raw);
  Fields<UnitFacts>::visit(Archive, Unit);
  if (!Archive.finish(Unit.Facts))
    return inconsistent(unitKind(), Buffer);
  return Unit;
}

} // namespace mapwarden
