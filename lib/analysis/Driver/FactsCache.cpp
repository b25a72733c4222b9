#include "Driver/FactsCache.h"
#include "Driver/Files.h"
#include "Facts/Serialize.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace mapwarden {

static constexpr StringLiteral Suffix(".unit");

std::string defaultCacheFolder() {
  SmallString<128> Folder;
  if (!sys::path::cache_directory(Folder))
    return {};
  sys::path::append(Folder, "mapwarden");
  return std::string(Folder);
}

/// What a compiler finds without being told: its environment, and which
/// versions of gcc's library are installed.
static std::string surroundings() {
  std::string Text;
  for (const char *Name :
       {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
        "GCC_INSTALL_DIR", "SOURCE_DATE_EPOCH", "CCC_OVERRIDE_OPTIONS"})
    if (const char *Value = getenv(Name))
      Text += std::string(Name) + "=" + Value + "\n";
  std::set<std::string> Found;
  std::error_code EC;
  for (sys::fs::directory_iterator Triple("/usr/lib/gcc", EC), End;
       !EC && Triple != End; Triple.increment(EC)) {
    std::error_code Inner;
    for (sys::fs::directory_iterator It(Triple->path(), Inner);
         !Inner && It != End; It.increment(Inner))
      Found.insert(It->path());
  }
  for (const std::string &Path : Found)
    Text += Path + "\n";
  return Text;
}

FactsCache::FactsCache(CacheOptions O) : Options(std::move(O)) {
  SmallString<256> Index(Options.Folder);
  sys::path::append(Index, "files.index");
  if (auto Buffer = MemoryBuffer::getFile(Index, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false))
    Digests.load((*Buffer)->getBuffer());
  std::string Self = sys::fs::getMainExecutable(
      nullptr, reinterpret_cast<void *>(&defaultCacheFolder));
  std::string Text = clang::getClangFullVersion() + "\n" +
                     std::to_string(factsSchema()) + "\n" + Options.Setting +
                     "\n" + surroundings();
  if (auto D = Digests.of(Self))
    Text += hexOf(*D);
  Tool = hexOf(digestOf(Text));
}

/// A command with the content of its response files.
std::string FactsCache::keyOf(const CompileCommand &Command) const {
  std::string Text = Tool;
  for (StringRef Each : {Command.Directory, Command.File, Options.Root})
    Text += (Each + StringRef("\0", 1)).str();
  SmallVector<const char *, 64> Arguments;
  for (const std::string &Each : Command.Arguments)
    Arguments.push_back(Each.c_str());
  BumpPtrAllocator Memory;
  cl::ExpansionContext Context(Memory, cl::TokenizeGNUCommandLine);
  Context.setCurrentDir(Command.Directory);
  if (llvm::any_of(Command.Arguments,
                   [](StringRef A) { return A.starts_with("@"); }))
    consumeError(Context.expandResponseFiles(Arguments));
  for (StringRef Each : Arguments)
    Text += (Each + StringRef("\0", 1)).str();
  return hexOf(digestOf(Text));
}

std::string FactsCache::pathOf(const CompileCommand &Command) const {
  std::string Key = keyOf(Command);
  SmallString<256> Path(Options.Folder);
  sys::path::append(Path, StringRef(Key).take_front(2),
                    StringRef(Key).drop_front(2) + Suffix);
  return std::string(Path);
}

bool FactsCache::holds(const UnitRecord &Record) {
  return llvm::all_of(Record.Files,
                      [&](const ReadFile &F) {
                        auto Now = Digests.of(F.Path);
                        return Now && *Now == F.Content;
                      }) &&
         llvm::all_of(Record.Absent, [&](const std::string &Path) {
           return Digests.isAbsent(Path);
         });
}

std::optional<UnitRecord> FactsCache::find(const CompileCommand &Command) {
  auto Buffer = MemoryBuffer::getFile(pathOf(Command), /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
  UnitRecord Record;
  if (!Buffer || !Record.decode((*Buffer)->getBuffer()) ||
      Record.Files.empty() || !holds(Record))
    return std::nullopt;
  return Record;
}

void FactsCache::write(StringRef Path, const std::string &Content) {
  if (!Warning.empty())
    return;
  std::error_code EC =
      sys::fs::create_directories(sys::path::parent_path(Path));
  Error E = EC ? createStringError(EC, "cannot make the folder " +
                                           sys::path::parent_path(Path) + ": " +
                                           EC.message())
               : writeFileWhole(Path, [&](raw_ostream &OS) { OS << Content; });
  if (E)
    Warning = "the cache is not used: " + toString(std::move(E));
}

void FactsCache::insert(const CompileCommand &Command,
                        const UnitRecord &Record) {
  // What was not even opened has nothing that could tell of a change.
  if (Record.Files.empty())
    return;
  for (const ReadFile &F : Record.Files)
    Digests.learn(F);
  Inserted = true;
  write(pathOf(Command), Record.encode());
}

void FactsCache::finish() {
  if (Digests.changed()) {
    SmallString<256> Index(Options.Folder);
    sys::path::append(Index, "files.index");
    write(Index, Digests.save());
  }
  if (Inserted)
    removeOldest();
}

/// Also removes what killed runs have left half written.
void FactsCache::removeOldest() {
  struct Entry {
    sys::TimePoint<> Time;
    uint64_t Size;
    std::string Path;
  };
  std::vector<Entry> Entries;
  uint64_t Total = 0;
  auto HourAgo = std::chrono::system_clock::now() - std::chrono::hours(1);
  std::error_code EC;
  for (sys::fs::recursive_directory_iterator It(Options.Folder, EC), End;
       !EC && It != End; It.increment(EC)) {
    auto Status = It->status();
    if (!Status || !sys::fs::is_regular_file(*Status))
      continue;
    StringRef Name = sys::path::filename(It->path());
    if (Name.contains(".tmp-") && Status->getLastModificationTime() < HourAgo)
      sys::fs::remove(It->path());
    if (!Name.ends_with(Suffix))
      continue;
    Entries.push_back(
        {Status->getLastModificationTime(), Status->getSize(), It->path()});
    Total += Status->getSize();
  }
  if (!Options.Limit || Total <= Options.Limit)
    return;
  llvm::sort(Entries, [](const Entry &A, const Entry &B) {
    return std::tie(A.Time, A.Path) < std::tie(B.Time, B.Path);
  });
  for (const Entry &E : Entries) {
    if (Total <= Options.Limit)
      return;
    if (!sys::fs::remove(E.Path))
      Total -= E.Size;
  }
}

} // namespace mapwarden
