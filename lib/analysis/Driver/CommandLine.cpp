#include "Driver/CommandLine.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Driver/Types.h"
#include "clang/Options/Options.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using namespace llvm;
namespace options = clang::options;

namespace mapwarden {

/// Programs that stand before the compiler.
static constexpr StringLiteral Launchers[] = {
    "ccache",     "distcc", "sccache", "icecc", "gomacc",
    "buildcache", "env",    "nice",    "time",  "fastbuild"};

/// What is done with a flag. Flags that are not listed stay.
enum class Fate : uint8_t {
  Drop, ///< Of no meaning for parsing.
  Tell, ///< Dropped, and the user hears of it.
};
struct FlagFate {
  unsigned Id; ///< A flag or a group of them.
  Fate What;
};

static constexpr FlagFate Fates[] = {
    // Code that would run inside the analyzer.
    {options::OPT_fplugin_EQ, Fate::Tell},
    {options::OPT_fpass_plugin_EQ, Fate::Tell},
    {options::OPT_fplugin_arg, Fate::Drop},
    {options::OPT_mllvm, Fate::Drop},
    // Outputs.
    {options::OPT_c, Fate::Drop},
    {options::OPT_S, Fate::Drop},
    {options::OPT_E, Fate::Drop},
    {options::OPT_o, Fate::Drop},
    {options::OPT_fsyntax_only, Fate::Drop},
    {options::OPT_emit_llvm, Fate::Drop},
    {options::OPT_M_Group, Fate::Drop},
    {options::OPT_save_temps_EQ, Fate::Drop},
    {options::OPT_save_temps, Fate::Drop},
    {options::OPT__serialize_diags, Fate::Drop},
    {options::OPT_ftime_trace, Fate::Drop},
    {options::OPT_ftime_trace_EQ, Fate::Drop},
    {options::OPT__SLASH_Fo, Fate::Drop},
    {options::OPT__SLASH_c, Fate::Drop},
    // Warnings are the compiler's business.
    {options::OPT_W_Group, Fate::Drop},
    {options::OPT_pedantic_Group, Fate::Drop},
    {options::OPT_w, Fate::Drop},
};

static bool isLauncher(StringRef Argument) {
  return is_contained(Launchers, sys::path::stem(Argument)) ||
         (Argument.contains('=') && !Argument.starts_with("-"));
}

namespace {

/// Goes through the flags of one command.
class Adapter {
public:
  Adapter(const CompileCommand &Command, AdaptedCommand &Out)
      : Command(Command), Out(Out), Saver(Memory) {}

  Error run(StringRef ClangPath);

private:
  Error expand();
  void addCompiler(StringRef ClangPath);
  void addFlags();
  bool keeps(const opt::Arg &A);
  bool keepsCc1(ArrayRef<const char *> Slice);
  void addPrecompiled(StringRef Pch);
  void addFile();

  const CompileCommand &Command;
  AdaptedCommand &Out;
  BumpPtrAllocator Memory;
  StringSaver Saver;
  SmallVector<const char *, 64> Argv;
  bool CLMode = false;
  bool HasLanguage = false;
  bool HasArch = false;
  bool SkipNextCc1 = false; ///< The value of a -Xclang flag that was dropped.
};

} // namespace

Error Adapter::expand() {
  for (const std::string &Each : Command.Arguments)
    Argv.push_back(Saver.save(Each).data());
  cl::ExpansionContext Context(Memory, cl::TokenizeGNUCommandLine);
  Context.setCurrentDir(Command.Directory);
  if (Error E = Context.expandResponseFiles(Argv))
    return E;
  for (StringRef Each : Argv)
    if (Each.starts_with("@"))
      return createStringError("there is no response file '" +
                               Each.drop_front() + "'");
  size_t First = 0;
  while (First + 1 < Argv.size() && isLauncher(Argv[First]) &&
         !StringRef(Argv[First + 1]).starts_with("-"))
    ++First;
  Argv.erase(Argv.begin(), Argv.begin() + First);
  return Error::success();
}

/// The compiler's name tells the language and the target: aarch64-linux-g++.
void Adapter::addCompiler(StringRef ClangPath) {
  Out.Arguments.push_back(ClangPath.str());
  auto Name = clang::driver::ToolChain::getTargetAndModeFromProgramName(
      sys::path::filename(Argv[0]));
  if (Name.DriverMode)
    Out.Arguments.push_back(Name.DriverMode);
  if (Name.TargetIsValid)
    Out.Arguments.push_back("--target=" + Name.TargetPrefix);
  CLMode = StringRef(Name.DriverMode ? Name.DriverMode : "").ends_with("cl");
}

/// A precompiled header of another compiler, or one that was not built, is as
/// good as the header it was made from.
void Adapter::addPrecompiled(StringRef Pch) {
  SmallString<256> Header(Pch);
  sys::path::replace_extension(Header, "");
  SmallString<256> Absolute(Header);
  sys::path::make_absolute(Command.Directory, Absolute);
  if (sys::fs::exists(Absolute)) {
    Out.Arguments.push_back("-include");
    Out.Arguments.push_back(std::string(Header));
  }
}

/// Flags for the compiler proper, one half of `-Xclang -load -Xclang x.so`
/// at a time.
bool Adapter::keepsCc1(ArrayRef<const char *> Slice) {
  StringRef Flag = Slice.back();
  Flag.consume_front("-Xclang=");
  if (std::exchange(SkipNextCc1, false))
    return false;
  bool Loads = Flag == "-load" || Flag == "-plugin" || Flag == "-add-plugin" ||
               Flag.starts_with("-plugin-arg-");
  if (Loads)
    Out.Dropped.push_back(("-Xclang " + Flag).str());
  // CMake names the header of its precompiled header beside it.
  if (Loads || Flag == "-include-pch" || Flag == "-mllvm") {
    SkipNextCc1 = true;
    return false;
  }
  return Flag != "-emit-pch" && Flag != "-fno-pch-timestamp" &&
         Flag != "-verify" && !Flag.starts_with("-W") &&
         !Flag.starts_with("-emit-") && !Flag.starts_with("-ast-");
}

bool Adapter::keeps(const opt::Arg &A) {
  const opt::Option &O = A.getOption();
  if (O.matches(options::OPT_INPUT))
    return false;
  if (O.matches(options::OPT_UNKNOWN)) {
    Out.Dropped.push_back(A.getSpelling().str());
    return false;
  }
  // -Wp,-DX and the like are no warnings; -Wp,-MD,file is an output.
  if (O.matches(options::OPT_Wp_COMMA))
    return none_of(A.getValues(),
                   [](StringRef V) { return V.starts_with("-M"); });
  for (const FlagFate &F : Fates) {
    if (!O.matches(F.Id))
      continue;
    if (F.What == Fate::Tell)
      Out.Dropped.push_back((A.getSpelling() + Twine(A.getValue())).str());
    return false;
  }
  if (O.matches(options::OPT_include_pch)) {
    addPrecompiled(A.getValue());
    return false;
  }
  if (O.matches(options::OPT_arch) && std::exchange(HasArch, true))
    return false;
  HasLanguage |= O.matches(options::OPT_x);
  return true;
}

void Adapter::addFlags() {
  unsigned MissingIndex, MissingCount;
  ArrayRef<const char *> Flags = ArrayRef(Argv).drop_front();
  opt::InputArgList Parsed = clang::getDriverOptTable().ParseArgs(
      Flags, MissingIndex, MissingCount,
      opt::Visibility(CLMode ? options::CLOption : options::ClangOption));
  for (auto It = Parsed.begin(), End = Parsed.end(); It != End; ++It) {
    const opt::Arg &A = **It;
    size_t From = A.getIndex();
    size_t To = std::next(It) == End ? Flags.size() - MissingCount
                                     : (*std::next(It))->getIndex();
    if (From >= To || To > Flags.size())
      continue;
    ArrayRef<const char *> Slice = Flags.slice(From, To - From);
    bool Keep =
        A.getOption().matches(options::OPT_Xclang) ? keepsCc1(Slice) : keeps(A);
    if (Keep)
      Out.Arguments.insert(Out.Arguments.end(), Slice.begin(), Slice.end());
  }
}

void Adapter::addFile() {
  StringRef Extension =
      sys::path::extension(Command.File)
          .drop_front(sys::path::has_extension(Command.File) ? 1 : 0);
  if (!HasLanguage && clang::driver::types::lookupTypeForExtension(Extension) ==
                          clang::driver::types::TY_INVALID) {
    Out.Arguments.push_back("-x");
    Out.Arguments.push_back("c++");
  }
  Out.Arguments.push_back("-w");
  Out.Arguments.push_back("-fsyntax-only");
  Out.Arguments.push_back("--");
  Out.Arguments.push_back(Command.File);
}

Error Adapter::run(StringRef ClangPath) {
  if (Error E = expand())
    return E;
  addCompiler(ClangPath);
  addFlags();
  addFile();
  return Error::success();
}

Expected<AdaptedCommand> adaptCommand(const CompileCommand &Command,
                                      StringRef ClangPath) {
  AdaptedCommand Out;
  if (Error E = Adapter(Command, Out).run(ClangPath))
    return std::move(E);
  return Out;
}

bool dropQuoted(AdaptedCommand &Command, StringRef DriverError) {
  SmallVector<StringRef, 8> Parts;
  DriverError.split(Parts, '\'');
  for (size_t I = 1; I < Parts.size(); I += 2) {
    if (Parts[I].empty())
      continue;
    // The flag itself: "-march=", "-std=c++31"; not the value, which may be
    // part of a path.
    auto Found = llvm::find_if(Command.Arguments, [&](StringRef Each) {
      return Parts[I].starts_with("-") && Each.starts_with(Parts[I]) &&
             Each != "-fsyntax-only";
    });
    if (Found == Command.Arguments.end())
      Found = llvm::find_if(Command.Arguments, [&](StringRef Each) {
        return Each.starts_with("-") &&
               (Each.ends_with(("=" + Parts[I]).str()) || Each == Parts[I]);
      });
    if (Found == Command.Arguments.end())
      continue;
    Command.Dropped.push_back(*Found);
    // A newer standard than clang knows: the newest is nearest.
    if (StringRef(*Found).starts_with("-std="))
      *Found = StringRef(*Found).contains("++") ? "-std=gnu++26" : "-std=gnu23";
    else
      Command.Arguments.erase(Found);
    return true;
  }
  return false;
}

} // namespace mapwarden
