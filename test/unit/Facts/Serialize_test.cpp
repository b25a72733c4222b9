#include "Facts/Fields.h"
#include "Facts/Serialize.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <random>

using namespace mapwarden;
using testing::HasSubstr;

namespace {

/// Gives every field of a fact a value that is not its default, each another.
class Filler {
public:
  template <class T> void operator()(llvm::StringRef, T &X) { value(X); }
  // Facts name lists that stand before them; each has two elements.
  void entity(llvm::StringRef, EntityId &Id) { Id = ++Count % 2; }
  void site(llvm::StringRef, SiteId &Id) { Id = ++Count % 2; }
  void call(llvm::StringRef, uint32_t &Id) { Id = ++Count % 2; }
  void file(llvm::StringRef, uint32_t &Id) { Id = ++Count % 2; }
  template <class List> void entities(llvm::StringRef, List &Ids) {
    Ids.assign({1, 0, 1});
  }

private:
  template <class T> void value(T &X) {
    ++Count;
    if constexpr (std::is_same_v<T, bool>)
      X = !X;
    else if constexpr (std::is_enum_v<T>)
      X = static_cast<T>(Count % std::size(EnumNames<T>::Names));
    else if constexpr (std::is_integral_v<T>)
      X = static_cast<T>(Count * 37);
    else
      Fields<T>::visit(*this, X);
  }
  void value(std::string &X) { X = "text" + std::to_string(++Count % 50); }
  template <class T> void value(std::vector<T> &X) { list(X); }
  template <class T, unsigned N> void value(llvm::SmallVector<T, N> &X) {
    list(X);
  }
  template <class List> void list(List &X) {
    X.resize(2);
    for (auto &Each : X)
      value(Each);
  }

  uint32_t Count = 0;
};

UnitFacts filledUnit() {
  UnitFacts Unit;
  Filler Fill;
  Fields<UnitFacts>::visit(Fill, Unit);
  return Unit;
}

std::string written(const UnitFacts &Unit) {
  std::string Bytes;
  llvm::raw_string_ostream OS(Bytes);
  writeFacts(Unit, OS);
  return Bytes;
}

std::string printed(const UnitFacts &Unit) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  printFacts(Unit, OS);
  return Text;
}

llvm::Expected<UnitFacts> read(const std::string &Bytes) {
  return readFacts(llvm::MemoryBufferRef(Bytes, "dir/x.facts"));
}

std::string errorOf(const std::string &Bytes) {
  auto Unit = read(Bytes);
  return Unit ? "no error" : llvm::toString(Unit.takeError());
}

/// The payload of a facts file behind a header that fits it.
std::string sealed(llvm::StringRef Header, llvm::ArrayRef<uint8_t> Raw) {
  llvm::SmallVector<uint8_t, 0> Packed;
  llvm::compression::zstd::compress(Raw, Packed, 1);
  std::string Out = Header.take_front(16).str();
  char Words[16];
  llvm::support::endian::write64le(Words, Raw.size());
  llvm::support::endian::write64le(Words + 8,
                                   llvm::xxh3_64bits(Packed) ^
                                       (Raw.size() * 0x9E3779B97F4A7C15ull));
  Out.append(Words, 16);
  return Out + llvm::toStringRef(Packed).str();
}

llvm::SmallVector<uint8_t, 0> payload(llvm::StringRef File) {
  llvm::SmallVector<uint8_t, 0> Raw;
  llvm::cantFail(llvm::compression::zstd::decompress(
      llvm::arrayRefFromStringRef(File.substr(32)), Raw,
      llvm::support::endian::read64le(File.data() + 16)));
  return Raw;
}

TEST(Serialize, EveryFieldOfEveryFactComesBack) {
  UnitFacts Unit = filledUnit();
  std::string Bytes = written(Unit);
  auto Back = read(Bytes);
  ASSERT_TRUE(bool(Back)) << llvm::toString(Back.takeError());
  EXPECT_EQ(printed(*Back), printed(Unit));
  EXPECT_EQ(written(*Back), Bytes);
  ASSERT_EQ(Back->Facts.Stales.size(), 2u);
  EXPECT_EQ(Back->Facts.Stales[1].Variable, Unit.Facts.Stales[1].Variable);
  EXPECT_EQ(Back->Facts.Uses[0].Container, Unit.Facts.Uses[0].Container);
}

TEST(Serialize, NoEntityAndNoSiteComeBack) {
  UnitFacts Unit;
  Unit.Source = "a.cpp";
  Unit.Facts.Uses.resize(1);
  auto Back = read(written(Unit));
  ASSERT_TRUE(bool(Back)) << llvm::toString(Back.takeError());
  EXPECT_EQ(Back->Facts.Uses[0].Function, NoEntity);
  EXPECT_EQ(Back->Facts.Uses[0].Where, NoSite);
}

TEST(Serialize, EqualUnitsGiveEqualBytes) {
  EXPECT_EQ(written(filledUnit()), written(filledUnit()));
}

TEST(Serialize, OtherFilesAreRefusedByName) {
  EXPECT_THAT(errorOf(""), HasSubstr("dir/x.facts: this is not a facts file"));
  EXPECT_THAT(errorOf("#include <map>\n"), HasSubstr("not a facts file"));
}

TEST(Serialize, AnotherVersionIsToldAsSuch) {
  std::string Bytes = written(filledUnit());
  Bytes[8] ^= 1;
  EXPECT_THAT(errorOf(Bytes), HasSubstr("dir/x.facts: the facts file was "
                                        "written by another version"));
}

TEST(Serialize, AnyTruncationIsAnError) {
  std::string Bytes = written(filledUnit());
  for (size_t Size = 0; Size < Bytes.size(); ++Size)
    EXPECT_THAT(errorOf(Bytes.substr(0, Size)), HasSubstr("dir/x.facts: "));
}

TEST(Serialize, TenThousandMutationsAreErrors) {
  const std::string Bytes = written(filledUnit());
  std::mt19937 Random(1);
  for (unsigned I = 0; I < 10000; ++I) {
    std::string Mutated = Bytes;
    for (unsigned N = 1 + Random() % 3; N; --N)
      Mutated[Random() % Mutated.size()] ^= 1 << Random() % 8;
    if (Random() % 4 == 0)
      Mutated.resize(Random() % Mutated.size());
    if (Mutated == Bytes)
      continue;
    EXPECT_THAT(errorOf(Mutated), HasSubstr("dir/x.facts: ")) << I;
  }
}

/// With a checksum that fits, the reader itself has to stand it: it reads
/// something consistent, or says that it is not.
TEST(Serialize, MutationsBehindTheChecksumNeverCrash) {
  const std::string Bytes = written(filledUnit());
  const auto Raw = payload(Bytes);
  std::mt19937 Random(2);
  unsigned Refused = 0;
  for (unsigned I = 0; I < 10000; ++I) {
    auto Mutated = Raw;
    for (unsigned N = 1 + Random() % 3; N; --N)
      Mutated[Random() % Mutated.size()] = static_cast<uint8_t>(Random());
    if (Random() % 4 == 0)
      Mutated.resize(Random() % Mutated.size());
    auto Unit = read(sealed(Bytes, Mutated));
    if (Unit) {
      printed(*Unit);
      continue;
    }
    ++Refused;
    EXPECT_THAT(llvm::toString(Unit.takeError()), HasSubstr("not consistent"));
  }
  EXPECT_GT(Refused, 1000u);
}

TEST(Serialize, AHugeSizeIsNotAllocated) {
  std::string Bytes = written(filledUnit());
  std::string Huge = sealed(Bytes, payload(Bytes));
  llvm::support::endian::write64le(Huge.data() + 16, uint64_t(1) << 40);
  EXPECT_THAT(errorOf(Huge), HasSubstr("damaged"));
}

TEST(Serialize, IndicesOutsideOfTheirListsAreRefused) {
  UnitFacts Unit;
  Unit.Facts.Uses.resize(1);
  Unit.Facts.Uses[0].Function = 0;
  EXPECT_THAT(errorOf(written(Unit)), HasSubstr("not consistent"));
  Unit.Facts.Uses[0].Function = NoEntity;
  Unit.Facts.Sites.resize(1);
  EXPECT_THAT(errorOf(written(Unit)), HasSubstr("not consistent"));
  Unit.Facts.Files.resize(1);
  EXPECT_EQ(errorOf(written(Unit)), "no error");
}

TEST(Serialize, BlanksInListsOfEntitiesAreRefused) {
  UnitFacts Unit;
  Unit.Facts.Records.resize(1);
  Unit.Facts.Records[0].Bases = {NoEntity};
  EXPECT_THAT(errorOf(written(Unit)), HasSubstr("not consistent"));
}

} // namespace
