#include "Driver/FileDigests.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <sys/stat.h>

using namespace llvm;

namespace mapwarden {

Digest digestOf(StringRef Content) {
  return BLAKE3::hash<sizeof(Digest)>(arrayRefFromStringRef(Content));
}

std::string hexOf(const Digest &D) { return toHex(D, /*LowerCase=*/true); }

FileDigests::FileDigests() {
  auto Now = std::chrono::system_clock::now().time_since_epoch();
  constexpr auto Coarse = std::chrono::seconds(2);
  Start = std::chrono::duration_cast<std::chrono::nanoseconds>(Now - Coarse)
              .count();
}

bool FileDigests::look(StringRef Path, Known &Out, bool &Settled) const {
  struct stat S;
  if (::stat(Path.str().c_str(), &S) || !S_ISREG(S.st_mode))
    return false;
  auto Nanos = [](const timespec &T) {
    return uint64_t(T.tv_sec) * 1000000000 + T.tv_nsec;
  };
  Out.Size = S.st_size;
  Out.Time = Nanos(S.st_mtim);
  Out.Device = S.st_dev;
  Out.Inode = S.st_ino;
  // The change time cannot be set back, as `touch -d` sets the other one.
  Settled = std::max(Out.Time, Nanos(S.st_ctim)) < Start;
  return true;
}

std::optional<Digest> FileDigests::of(StringRef Path) {
  auto [Seen, New] = Checked.try_emplace(Path);
  if (!New)
    return Seen->second;
  Known Now;
  bool Settled;
  if (!look(Path, Now, Settled))
    return std::nullopt;
  auto It = Index.find(Path);
  if (It != Index.end()) {
    const Known &K = It->second;
    if (std::tie(K.Size, K.Time, K.Device, K.Inode) ==
        std::tie(Now.Size, Now.Time, Now.Device, Now.Inode))
      return Seen->second = K.Content;
  }
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return std::nullopt;
  Now.Content = digestOf((*Buffer)->getBuffer());
  if (Settled) {
    Index[Path] = Now;
    Changed = true;
  }
  return Seen->second = Now.Content;
}

bool FileDigests::isAbsent(StringRef Path) {
  auto [Seen, New] = Absence.try_emplace(Path, false);
  if (New) {
    struct stat S;
    Seen->second = ::stat(Path.str().c_str(), &S) != 0;
  }
  return Seen->second;
}

void FileDigests::learn(const ReadFile &F) {
  auto [It, New] = Index.try_emplace(F.Path);
  if (!New && It->second.Content == F.Content)
    return;
  bool Settled = false;
  if (!look(F.Path, It->second, Settled) || !Settled) {
    Index.erase(It);
    return;
  }
  It->second.Content = F.Content;
  Changed = true;
}

std::string FileDigests::save() const {
  std::string Out(8, '\0');
  for (const auto &Each : Index) {
    char Words[32];
    const Known &K = Each.second;
    uint64_t Values[] = {K.Size, K.Time, K.Device, K.Inode};
    for (unsigned I = 0; I < 4; ++I)
      support::endian::write64le(Words + 8 * I, Values[I]);
    Out.append(Words, sizeof(Words));
    Out.append(K.Content.begin(), K.Content.end());
    Out += Each.getKey();
    Out += '\0';
  }
  support::endian::write64le(Out.data(), xxh3_64bits(StringRef(Out).substr(8)));
  return Out;
}

void FileDigests::load(StringRef Saved) {
  if (Saved.size() < 8 ||
      support::endian::read64le(Saved.data()) != xxh3_64bits(Saved.substr(8)))
    return;
  constexpr size_t Fixed = 32 + sizeof(Digest);
  for (StringRef Rest = Saved.substr(8); Rest.size() > Fixed;) {
    size_t End = Rest.find('\0', Fixed);
    if (End == StringRef::npos)
      return;
    Known K;
    uint64_t *Values[] = {&K.Size, &K.Time, &K.Device, &K.Inode};
    for (unsigned I = 0; I < 4; ++I)
      *Values[I] = support::endian::read64le(Rest.data() + 8 * I);
    std::copy_n(Rest.bytes_begin() + 32, sizeof(Digest), K.Content.begin());
    Index[Rest.slice(Fixed, End)] = K;
    Rest = Rest.drop_front(End + 1);
  }
}

} // namespace mapwarden
