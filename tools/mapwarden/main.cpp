//===- main.cpp - The command mapwarden -----------------------------------===//
#include "Commands.h"
#include "clang/Basic/Version.h"

using namespace llvm;
using namespace mapwarden;

static Expected<int> printVersion(const Options &) {
  outs() << "mapwarden " MAPWARDEN_VERSION " (clang " << CLANG_VERSION_STRING
         << ")\n";
  return Clean;
}

static constexpr CommandInfo Table[] = {
    {"analyze", "[PATH]",
     "Finds the maps of a program that grow, dangle or race.", analyze},
    {"inventory", "[PATH]",
     "Lists every long-lived map of a program, with what becomes of it; as "
     "JSON unless --format says otherwise.",
     inventory},
    {"collect", "-o X.facts SRC -- FLAGS",
     "Writes the facts of one translation unit.", collect},
    {"link", "-o REPORT *.facts", "Judges a program from its facts files.",
     link},
    {"facts", "--print X.facts", "Prints a facts file as JSON.", facts},
    {"baseline", "create|update|prune",
     "Keeps the file of findings that are known and may stay.", baseline},
    {"diff", "BASE HEAD",
     "Tells which findings of two reports are new, and which are gone.", diff},
    {"explain", "RULE", "Prints the page of a rule.", explain},
    {"version", "", "Prints the version.", printVersion},
};

ArrayRef<CommandInfo> mapwarden::commands() { return Table; }

static int failed(Error E) {
  errs() << "mapwarden: error: " << toString(std::move(E)) << "\n";
  return Usage;
}

/// A full disk below the standard output is an error like any other.
static int finish(int Code) {
  outs().flush();
  if (!outs().has_error())
    return Code;
  const std::error_code Why = outs().error();
  outs().clear_error();
  return failed(createStringError(Why, "cannot write the standard output: " +
                                           Why.message()));
}

static int run(ArrayRef<const char *> Words) {
  Expected<Options> O = parseOptions(Words);
  if (!O)
    return failed(O.takeError());
  if (O->Help) {
    printHelp(O->Command, outs());
    return Clean;
  }
  Expected<int> Code = O->Command->Run(*O);
  return Code ? *Code : failed(Code.takeError());
}

int main(int argc, const char **argv) {
  const int Code = finish(run(ArrayRef(argv, argc).drop_front()));
  errs().clear_error(); // Else the end aborts; nobody is left to be told.
  return Code;
}
