#include "Driver/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace mapwarden {

std::string absolutePath(StringRef Path, StringRef Directory) {
  SmallString<256> Result(Path);
  if (Directory.empty())
    sys::fs::make_absolute(Result);
  else
    sys::path::make_absolute(Directory, Result);
  sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}

bool isBelow(StringRef Path, StringRef Folder) {
  Folder = Folder.rtrim('/');
  return Path.starts_with(Folder) &&
         (Path.size() == Folder.size() || Path[Folder.size()] == '/');
}

std::string relativeTo(StringRef Path, StringRef Root) {
  Root = Root.rtrim('/');
  if (isBelow(Path, Root) && Path.size() > Root.size())
    Path = Path.drop_front(Root.size() + 1);
  return sys::path::convert_to_slash(Path);
}

std::string pathFrom(StringRef From, StringRef Folder) {
  auto A = sys::path::begin(From), AEnd = sys::path::end(From);
  auto B = sys::path::begin(Folder), BEnd = sys::path::end(Folder);
  while (A != AEnd && B != BEnd && *A == *B)
    ++A, ++B;
  SmallString<256> Result;
  for (; A != AEnd; ++A)
    sys::path::append(Result, "..");
  for (; B != BEnd; ++B)
    sys::path::append(Result, *B);
  return Result.empty() ? "." : std::string(Result);
}

Error writeFileWhole(StringRef Path, function_ref<void(raw_ostream &)> Write) {
  if (Path == "-") {
    Write(outs());
    outs().flush();
    return Error::success();
  }
  // Devices and pipes cannot be replaced, and have no old content to keep.
  sys::fs::file_status Status;
  if (!sys::fs::status(Path, Status) && sys::fs::exists(Status) &&
      !sys::fs::is_regular_file(Status)) {
    std::error_code EC;
    raw_fd_ostream OS(Path, EC);
    if (!EC) {
      Write(OS);
      OS.close();
      EC = OS.error();
      OS.clear_error();
    }
    return EC ? createStringError(EC, Path + ": " + EC.message())
              : Error::success();
  }
  auto Temporary = sys::fs::TempFile::create(Path + ".tmp-%%%%%%%%",
                                             0666 & ~sys::fs::getUmask());
  if (!Temporary)
    return createStringError("cannot write " + Path + ": " +
                             toString(Temporary.takeError()));
  raw_fd_ostream OS(Temporary->FD, /*shouldClose=*/false);
  Write(OS);
  OS.flush();
  if (std::error_code EC = OS.error()) {
    OS.clear_error();
    consumeError(Temporary->discard());
    return createStringError(EC, "cannot write " + Path + ": " + EC.message() +
                                     "; what was there before is kept");
  }
  if (Error E = Temporary->keep(Path))
    return createStringError("cannot write " + Path + ": " +
                             toString(std::move(E)));
  return Error::success();
}

} // namespace mapwarden
