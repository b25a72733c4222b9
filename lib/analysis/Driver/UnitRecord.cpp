#include "Driver/UnitRecord.h"
#include "Facts/Serialize.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace mapwarden {

UnitRecord::UnitRecord(CollectedUnit Unit)
    : Files(std::move(Unit.Files)), Absent(std::move(Unit.Absent)),
      DroppedFlags(std::move(Unit.DroppedFlags)) {
  setFacts(Unit.Unit);
}

void UnitRecord::setFacts(const UnitFacts &Facts) {
  FactsFile.clear();
  raw_string_ostream OS(FactsFile);
  writeFacts(Facts, OS);
}

Expected<UnitFacts> UnitRecord::facts(StringRef Name) const {
  return readFacts(MemoryBufferRef(FactsFile, Name));
}

static void putWord(std::string &Out, uint64_t Word) {
  char Bytes[8];
  support::endian::write64le(Bytes, Word);
  Out.append(Bytes, 8);
}

/// Sorted paths share most of their beginnings with the one before.
static void putPath(std::string &Out, StringRef Path, StringRef Before) {
  size_t Shared = 0, Most = std::min({Path.size(), Before.size(), size_t(255)});
  while (Shared < Most && Path[Shared] == Before[Shared])
    ++Shared;
  Out += static_cast<char>(Shared);
  Out += Path.drop_front(Shared);
  Out += '\0';
}

namespace {

/// Reads what encode() wrote; after the end all is empty.
class Bytes {
public:
  explicit Bytes(StringRef Rest) : Rest(Rest) {}

  uint64_t word() {
    if (Rest.size() < 8) {
      Good = false;
      return 0;
    }
    uint64_t Word = support::endian::read64le(Rest.data());
    Rest = Rest.drop_front(8);
    return Word;
  }
  std::string path(StringRef Before) {
    size_t End = Rest.empty() ? StringRef::npos : Rest.find('\0', 1);
    uint8_t Shared = Rest.empty() ? 0 : static_cast<uint8_t>(Rest[0]);
    if (End == StringRef::npos || Shared > Before.size()) {
      Good = false;
      return {};
    }
    std::string Path = (Before.take_front(Shared) + Rest.slice(1, End)).str();
    Rest = Rest.drop_front(End + 1);
    return Path;
  }
  StringRef take(size_t Size) {
    Good &= Size <= Rest.size();
    StringRef Taken = Rest.take_front(Size);
    Rest = Rest.drop_front(Taken.size());
    return Taken;
  }
  StringRef rest() const { return Rest; }

  bool Good = true;

private:
  StringRef Rest;
};

} // namespace

static void putTexts(std::string &Out, ArrayRef<std::string> Texts) {
  putWord(Out, Texts.size());
  StringRef Before;
  for (const std::string &Each : Texts) {
    putPath(Out, Each, Before);
    Before = Each;
  }
}

static void takeTexts(Bytes &In, std::vector<std::string> &Texts) {
  for (uint64_t N = In.word(); N && In.Good; --N)
    Texts.push_back(In.path(Texts.empty() ? StringRef() : Texts.back()));
}

std::string UnitRecord::encode() const {
  std::string Head;
  putWord(Head, Files.size());
  StringRef Before;
  for (const ReadFile &F : Files) {
    putPath(Head, F.Path, Before);
    Before = F.Path;
    Head.append(F.Content.begin(), F.Content.end());
  }
  putTexts(Head, Absent);
  putTexts(Head, DroppedFlags);
  std::string Out;
  putWord(Out, xxh3_64bits(Head));
  putWord(Out, Head.size());
  return Out + Head + FactsFile;
}

bool UnitRecord::decode(StringRef All) {
  *this = UnitRecord();
  Bytes Outer(All);
  uint64_t Checksum = Outer.word(), Size = Outer.word();
  StringRef Head = Outer.take(Size);
  if (!Outer.Good || xxh3_64bits(Head) != Checksum)
    return false;
  Bytes In(Head);
  for (uint64_t N = In.word(); N && In.Good; --N) {
    ReadFile F;
    F.Path = In.path(Files.empty() ? StringRef() : Files.back().Path);
    StringRef Content = In.take(F.Content.size());
    if (Content.size() == F.Content.size())
      std::copy(Content.begin(), Content.end(), F.Content.begin());
    Files.push_back(std::move(F));
  }
  takeTexts(In, Absent);
  takeTexts(In, DroppedFlags);
  FactsFile = Outer.rest().str();
  return In.Good && In.rest().empty();
}

} // namespace mapwarden
