//===- Formats.cpp - Names of formats, and what writers share -------------===//
#include "Report/Formats.h"
#include "Report/Writers.h"
#include "llvm/ADT/StringExtras.h"

namespace mapwarden {

namespace {
struct Row {
  Format Id;
  llvm::StringRef Name;
  void (*Write)(const Report &, llvm::raw_ostream &, const RenderOptions &);
};
} // namespace

static const Row Table[] = {
    {Format::Text, "text", writeText},
    {Format::Json, "json", writeJson},
    {Format::Sarif, "sarif", writeSarif},
    {Format::Html, "html", writeHtml},
    {Format::GitLab, "gitlab", writeGitLab},
    {Format::GitHub, "github", writeGitHub},
    {Format::JUnit, "junit", writeJUnit},
    {Format::Facts, "facts", writeFactsOfProgram},
};

static const Row *rowOf(Format F) {
  return llvm::find_if(Table, [F](const Row &R) { return R.Id == F; });
}

llvm::Expected<Format> parseFormat(llvm::StringRef Name) {
  std::string Known;
  for (const Row &R : Table) {
    if (R.Name == Name)
      return R.Id;
    Known += (Known.empty() ? "" : ", ") + R.Name.str();
  }
  return llvm::createStringError("there is no report format '" + oneLine(Name) +
                                 "'; the formats are " + Known);
}

llvm::StringRef spelling(Format F) { return rowOf(F)->Name; }

void writeReport(const Report &R, Format F, llvm::raw_ostream &OS,
                 const RenderOptions &Options) {
  rowOf(F)->Write(R, OS, Options);
}

llvm::StringRef spelling(Confidence C) {
  switch (C) {
  case Confidence::Possible:
    return "possible";
  case Confidence::Likely:
    return "likely";
  case Confidence::Proved:
    return "proved";
  }
  return "";
}

llvm::StringRef spelling(Suppression::Source S) {
  switch (S) {
  case Suppression::None:
    return "none";
  case Suppression::InSource:
    return "in-source";
  case Suppression::Config:
    return "config";
  case Suppression::Baseline:
    return "baseline";
  }
  return "";
}

std::string utf8(llvm::StringRef Bytes) {
  return llvm::json::isUTF8(Bytes) ? Bytes.str() : llvm::json::fixUTF8(Bytes);
}

std::string uriOf(llvm::StringRef Path) {
  std::string Out = Path.starts_with("/") ? "file://" : "";
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/").contains(C))
      Out += C;
    else
      Out += "%" + llvm::utohexstr(C, /*LowerCase=*/false, /*Width=*/2);
  }
  return Out;
}

std::string oneLine(llvm::StringRef Text) {
  std::string Out;
  for (unsigned char C : Text) {
    if (C == '\n')
      Out += "\\n";
    else if (C == '\r')
      Out += "\\r";
    else if (C == '\t')
      Out += "\\t";
    else if (C < 0x20 || C == 0x7f)
      Out += "\\x" + llvm::utohexstr(C, /*LowerCase=*/true, /*Width=*/2);
    else
      Out += C;
  }
  return Out;
}

} // namespace mapwarden
