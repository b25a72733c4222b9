#include "Driver/CompileDatabase.h"
#include "Driver/Files.h"
#include "Report/JsonInput.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include <tuple>

using namespace llvm;

namespace mapwarden {

static constexpr StringLiteral FileName("compile_commands.json");

/// What to run to get a database, as messages say it.
static constexpr StringLiteral
    HowToMake("make one with `cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"
              "` (CMake) or `bear -- make` (any other build), or pass the "
              "folder that holds it with -p");

namespace {

/// Reads the entries of one file.
class Entries {
public:
  Entries(StringRef Path, CompileDatabase &Out)
      : Path(Path), Folder(sys::path::parent_path(Path)), Out(Out) {}

  Error read(const json::Value &Root);

private:
  Error entry(size_t Number, const json::Value &V);
  Error fail(size_t Number, const Twine &What) const {
    return createStringError(Path + ": entry " + Twine(Number) + " " + What);
  }

  StringRef Path, Folder;
  CompileDatabase &Out;
};

} // namespace

Error Entries::read(const json::Value &Root) {
  const json::Array *All = Root.getAsArray();
  if (!All)
    return createStringError(Path +
                             ": a compilation database is a JSON array "
                             "of commands; " +
                             HowToMake);
  if (All->empty())
    return createStringError(Path +
                             ": the compilation database is empty; "
                             "build or configure the project again, or " +
                             HowToMake);
  for (size_t I = 0; I < All->size(); ++I)
    if (Error E = entry(I + 1, (*All)[I]))
      return E;
  return Error::success();
}

/// A C, Objective-C or assembler file that its command does not compile as C++.
static bool isOtherLanguage(const CompileCommand &C) {
  const StringRef Extension = sys::path::extension(C.File);
  if (Extension != ".c" && Extension != ".m" && Extension != ".s" &&
      Extension != ".S")
    return false;
  bool Options = false;
  for (size_t I = 0; I < C.Arguments.size(); ++I) {
    StringRef A = C.Arguments[I];
    Options |= A.starts_with("-");
    // The compiler, perhaps behind a launcher: `ccache g++-12`.
    if (!Options && sys::path::filename(A).contains("++"))
      return false;
    if (A == "--driver-mode=g++" ||
        (A.consume_front("-x") &&
         (A.empty() && I + 1 < C.Arguments.size() ? C.Arguments[I + 1] : A)
             .contains("++")))
      return false;
  }
  return true;
}

Error Entries::entry(size_t Number, const json::Value &V) {
  const json::Object *O = V.getAsObject();
  if (!O)
    return fail(Number, "is no object with 'directory', 'file' and "
                        "'arguments' or 'command'");
  auto File = O->getString("file");
  if (!File || File->empty())
    return fail(Number, "has no text 'file'");
  std::string Of = ("('" + *File + "') ").str();
  if (const json::Value *D = O->get("directory"); D && !D->getAsString())
    return fail(Number, Of + "has a 'directory' that is no text");
  CompileCommand C;
  C.Directory =
      absolutePath(O->getString("directory").value_or(Folder), Folder);
  C.File = absolutePath(*File, C.Directory);
  if (const json::Array *Arguments = O->getArray("arguments")) {
    for (const json::Value &Each : *Arguments) {
      auto Text = Each.getAsString();
      if (!Text)
        return fail(Number, Of + "has an element of 'arguments' that is no "
                                 "text");
      C.Arguments.push_back(Text->str());
    }
  } else if (auto Command = O->getString("command")) {
    BumpPtrAllocator Memory;
    StringSaver Saver(Memory);
    SmallVector<const char *, 64> Split;
    cl::TokenizeGNUCommandLine(*Command, Saver, Split);
    C.Arguments.assign(Split.begin(), Split.end());
  }
  if (C.Arguments.empty())
    return fail(Number, Of + "has neither 'arguments' nor a 'command'");
  // `-c a.cpp` and `-c ./a.cpp` are one command.
  for (std::string &A : C.Arguments)
    if (sys::path::filename(A) == sys::path::filename(C.File) &&
        absolutePath(A, C.Directory) == C.File)
      A = C.File;
  if (isOtherLanguage(C))
    ++Out.OtherLanguages;
  else if (sys::fs::exists(C.File))
    Out.Commands.push_back(std::move(C));
  else
    Out.Missing.push_back(std::move(C.File));
  return Error::success();
}

Expected<CompileDatabase> readDatabase(StringRef Path) {
  SmallString<256> File(absolutePath(Path));
  if (sys::fs::is_directory(File))
    sys::path::append(File, FileName);
  auto Buffer = MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return createStringError(
        Buffer.getError(), "cannot read " + File + ": " +
                               Buffer.getError().message() + "; " + HowToMake);
  CompileDatabase Out;
  Out.Path = std::string(File);
  Expected<json::Value> Root = parseJson((*Buffer)->getBuffer(), File);
  if (!Root)
    return createStringError(toString(Root.takeError()) +
                             "; build or configure the project again, or " +
                             HowToMake);
  if (Error E = Entries(File, Out).read(*Root))
    return std::move(E);
  auto Key = [](const CompileCommand &C) {
    return std::tie(C.File, C.Directory, C.Arguments);
  };
  llvm::sort(Out.Commands,
             [&](const auto &A, const auto &B) { return Key(A) < Key(B); });
  Out.Commands.erase(std::unique(Out.Commands.begin(), Out.Commands.end(),
                                 [&](const auto &A, const auto &B) {
                                   return Key(A) == Key(B);
                                 }),
                     Out.Commands.end());
  llvm::sort(Out.Missing);
  Out.Missing.erase(std::unique(Out.Missing.begin(), Out.Missing.end()),
                    Out.Missing.end());
  if (Out.Commands.empty() && Out.Missing.empty())
    return createStringError(File + ": none of the " +
                             Twine(Out.OtherLanguages) +
                             " files it names is C++; " + HowToMake);
  if (Out.Commands.empty())
    return createStringError(
        File + ": none of the " + Twine(Out.Missing.size()) +
        " files it names exists (the first: " + Out.Missing.front() +
        "); build or configure the project again, or " + HowToMake);
  return Out;
}

/// The newest database of the folders in \p Parent that \p Accept.
static void searchBelow(StringRef Parent, function_ref<bool(StringRef)> Accept,
                        std::vector<std::string> &Found) {
  std::error_code EC;
  for (sys::fs::directory_iterator It(Parent, EC), End; !EC && It != End;
       It.increment(EC)) {
    if (!Accept(sys::path::filename(It->path())))
      continue;
    SmallString<256> File(It->path());
    sys::path::append(File, FileName);
    if (sys::fs::exists(File))
      Found.push_back(std::string(File));
  }
}

Expected<std::string> findDatabase(StringRef Root) {
  std::string Top = absolutePath(Root);
  if (!sys::fs::is_directory(Top))
    return createStringError("there is no folder '" + Root + "'");
  SmallString<256> Own(Top);
  sys::path::append(Own, FileName);
  if (sys::fs::exists(Own))
    return std::string(Own);
  std::vector<std::string> Found;
  searchBelow(
      Top,
      [](StringRef Name) {
        return Name.starts_with("build") || Name.starts_with("cmake-build-") ||
               Name == "out";
      },
      Found);
  SmallString<256> Presets(Top);
  sys::path::append(Presets, "out");
  searchBelow(Presets, [](StringRef) { return true; }, Found);
  if (Found.empty())
    return createStringError("there is no compile_commands.json in " + Top +
                             ", nor in its build*, out/* or cmake-build-* "
                             "folders; " +
                             HowToMake);
  auto Newer = [](const std::string &A, const std::string &B) {
    sys::fs::file_status SA, SB;
    if (sys::fs::status(A, SA) || sys::fs::status(B, SB))
      return A < B;
    auto TA = SA.getLastModificationTime(), TB = SB.getLastModificationTime();
    return std::tie(TA, A) < std::tie(TB, B);
  };
  return *llvm::max_element(Found, Newer);
}

std::string commonFolder(const CompileDatabase &D, StringRef Except) {
  std::string Common;
  for (const CompileCommand &C : D.Commands) {
    StringRef Folder = sys::path::parent_path(C.File);
    if (isBelow(C.File, Except))
      continue;
    if (Common.empty())
      Common = Folder.str();
    while (Common.size() > 1 && !isBelow(Folder, Common))
      Common = sys::path::parent_path(Common).str();
  }
  return Common.empty() ? "/" : Common;
}

} // namespace mapwarden
