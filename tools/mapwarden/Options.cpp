#include "Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;

namespace mapwarden {

namespace {

/// One flag: which commands know it, and what it sets. Those with a value
/// take it as `--flag=V`, `--flag V`, or (one letter) `-pV`.
struct Flag {
  StringLiteral Name;
  StringLiteral Value;    ///< What help calls the value; empty: none.
  StringLiteral Commands; ///< Words; "*": all.
  StringLiteral Help;
  Error (*Set)(Options &, StringRef Value);
};

} // namespace

static constexpr char Running[] = "analyze inventory baseline";
static constexpr char Judging[] = "analyze inventory link";
static constexpr char Reporting[] = "analyze inventory link diff";

static Error wrong(const Twine &What) { return createStringError(What); }

template <class T> static Error number(StringRef Value, T &Out, T Least) {
  if (Value.getAsInteger(10, Out) || Out < Least)
    return wrong("'" + Value + "' is not a number of at least " + Twine(Least));
  return Error::success();
}

static Error addFormat(Options &O, StringRef Value) {
  Expected<Format> F = parseFormat(Value);
  if (!F)
    return F.takeError();
  O.Outputs.push_back({*F, "-"});
  return Error::success();
}

/// Belongs to the format named last.
static Error addOutput(Options &O, StringRef Value) {
  if (Value.empty())
    return wrong("--output needs the name of a file");
  if (O.Outputs.empty() || O.Outputs.back().Path != "-")
    O.Outputs.push_back({});
  O.Outputs.back().Path = Value.str();
  return Error::success();
}

static Error addExclude(Options &O, StringRef Value) {
  if (Expected<GlobPattern> Pattern = GlobPattern::create(Value); !Pattern)
    return wrong("'" + Value +
                 "' is no valid glob: " + toString(Pattern.takeError()));
  O.Exclude.push_back(Value.str());
  return Error::success();
}

static Error setLevel(Options &O, StringRef Value) {
  for (Confidence C :
       {Confidence::Possible, Confidence::Likely, Confidence::Proved})
    if (Value == spelling(C)) {
      O.Level = C;
      return Error::success();
    }
  return wrong("'" + Value + "' is no level; it is possible, likely or proved");
}

/// "500M", "5G", "0".
static Error setCacheLimit(Options &O, StringRef Value) {
  StringRef Digits = Value;
  uint64_t Unit = Digits.consume_back("G")   ? uint64_t(1) << 30
                  : Digits.consume_back("M") ? uint64_t(1) << 20
                                             : 1;
  if (Digits.getAsInteger(10, O.CacheLimit) || O.CacheLimit > UINT64_MAX / Unit)
    return wrong("'" + Value +
                 "' is no size; write 500M or 5G, or 0 for no "
                 "limit");
  O.CacheLimit *= Unit;
  return Error::success();
}

static Error setColors(Options &O, StringRef Value) {
  if (Value != "auto" && Value != "always" && Value != "never")
    return wrong("'" + Value + "' is not auto, always or never");
  O.Colors = Value.str();
  return Error::success();
}

template <std::string Options::*Member>
static Error setText(Options &O, StringRef Value) {
  if (Value.empty())
    return wrong("needs a value that is not empty");
  O.*Member = Value.str();
  return Error::success();
}

template <bool Options::*Member> static Error setOn(Options &O, StringRef) {
  O.*Member = true;
  return Error::success();
}

static const Flag Flags[] = {
    {"-p", "DIR", Running,
     "the compile_commands.json, or the folder that holds it",
     setText<&Options::Database>},
    {"--format", "FORMAT", Reporting,
     "text, json, sarif, html, gitlab, github, junit or facts (of the "
     "program, for clang-tidy); of a diff text or json; may be repeated",
     addFormat},
    {"--output", "FILE", Reporting,
     "where the format before it goes; the standard output otherwise. "
     "Without a format, the end of the name tells it",
     addOutput},
    {"-o", "FILE", "collect link", "the file to write",
     setText<&Options::Output>},
    {"--level", "LEVEL", Judging,
     "what is reported at least: possible, likely (default) or proved",
     setLevel},
    {"--config", "FILE", "analyze inventory baseline collect link",
     "instead of the project's .mapwarden.yaml", setText<&Options::Config>},
    {"--exclude", "GLOB", Judging,
     "reports nothing in files that match; may be repeated", addExclude},
    {"--baseline", "FILE", "analyze link baseline",
     "findings it knows are not reported", setText<&Options::Baseline>},
    {"-j", "N", Running, "units that are read at a time",
     [](Options &O, StringRef Value) -> Error {
       return number(Value, O.Jobs, 1u);
     }},
    {"--timeout", "S", Running, "seconds for one unit (default: 600)",
     [](Options &O, StringRef Value) -> Error {
       return number(Value, O.Timeout, 1u);
     }},
    {"--cache-dir", "DIR", Running, "where facts are kept between runs",
     setText<&Options::CacheFolder>},
    {"--cache-limit", "SIZE", Running,
     "how large that may become (default: 5G)", setCacheLimit},
    {"--no-cache", "", Running, "reads all units again",
     setOn<&Options::NoCache>},
    {"--exit-zero", "", "analyze link diff",
     "findings do not make the exit code 1", setOn<&Options::ExitZero>},
    {"--color", "WHEN", "*", "auto, always or never", setColors},
    {"--quiet", "", Running, "no status line", setOn<&Options::Quiet>},
    {"--print-config", "", "analyze",
     "prints the configuration that holds, and ends",
     setOn<&Options::PrintConfig>},
    {"--print", "FILE", "facts", "prints a facts file as JSON",
     setText<&Options::Print>},
    {"--help", "", "*", "prints this", setOn<&Options::Help>},
};

static bool knows(const Flag &F, StringRef Command) {
  if (F.Commands == "*")
    return true;
  SmallVector<StringRef, 8> Words;
  StringRef(F.Commands).split(Words, ' ');
  return is_contained(Words, Command);
}

/// The flag \p Word spells; splits off an attached value.
static const Flag *findFlag(StringRef Word, StringRef Command,
                            std::optional<StringRef> &Value) {
  for (const Flag &F : Flags) {
    if (!knows(F, Command))
      continue;
    StringRef Rest = Word;
    if (!Rest.consume_front(F.Name))
      continue;
    if (Rest.empty())
      return &F;
    if (F.Value.empty())
      continue;
    if (Rest.consume_front("=") || F.Name.size() == 2) {
      Value = Rest;
      return &F;
    }
  }
  return nullptr;
}

static const CommandInfo *findCommand(StringRef Name) {
  for (const CommandInfo &C : commands())
    if (C.Name == Name)
      return &C;
  return nullptr;
}

static Error noCommand(StringRef Name) {
  return wrong("there is no command '" + Name +
               "'; `mapwarden --help` lists them");
}

Expected<Options> parseOptions(ArrayRef<const char *> Words) {
  Options O;
  if (Words.empty())
    return wrong("no command is given; `mapwarden --help` lists them");
  StringRef First = Words.front();
  if (First == "--help" || First == "-h" || First == "help") {
    O.Help = true;
    if (Words.size() == 1)
      return O;
    if (!(O.Command = findCommand(Words[1])))
      return noCommand(Words[1]);
    return O;
  }
  O.Command = findCommand(First == "--version" ? "version" : First);
  if (!O.Command)
    return noCommand(First);
  StringRef Name = O.Command->Name;
  for (size_t I = 1; I < Words.size(); ++I) {
    StringRef Word = Words[I];
    if (Word == "--") {
      O.Compiler.assign(Words.begin() + I + 1, Words.end());
      break;
    }
    if (!Word.starts_with("-") || Word == "-") {
      O.Arguments.push_back(Word.str());
      continue;
    }
    std::optional<StringRef> Value;
    const Flag *F = findFlag(Word == "-h" ? "--help" : Word, Name, Value);
    if (!F)
      return wrong("`mapwarden " + Name + "` knows no flag '" + Word +
                   "'; `mapwarden " + Name + " --help` lists its flags");
    if (!F->Value.empty() && !Value) {
      if (I + 1 == Words.size())
        return wrong(F->Name + " needs a value (" + F->Value + ")");
      Value = Words[++I];
    }
    if (Error E = F->Set(O, Value.value_or("")))
      return wrong(F->Name + ": " + toString(std::move(E)));
  }
  return O;
}

void printHelp(const CommandInfo *Command, raw_ostream &OS) {
  if (Command) {
    OS << "usage: mapwarden " << Command->Name << " " << Command->Synopsis
       << "\n\n"
       << Command->Summary << "\n\n";
    for (const Flag &F : Flags)
      if (knows(F, Command->Name))
        OS << "  "
           << left_justify(
                  (F.Name + (F.Value.empty() ? "" : " ") + F.Value).str(), 18)
           << " " << F.Help << "\n";
  } else {
    OS << "usage: mapwarden COMMAND ...\n\nFinds the maps that make a C++ "
          "program grow, dangle or race.\n\n";
    for (const CommandInfo &C : commands())
      OS << "  " << left_justify((C.Name + " " + C.Synopsis).str(), 30) << " "
         << C.Summary << "\n";
    OS << "\n`mapwarden COMMAND --help` tells more.\n";
  }
  OS << "\nexit code: 0 no finding, 1 findings, 2 wrong usage or "
        "configuration, 3 some units were not analysed\n";
}

} // namespace mapwarden
