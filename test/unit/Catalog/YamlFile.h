// A .mapwarden.yaml of a test: written to a temporary file, then loaded.
#ifndef MAPWARDEN_TEST_YAMLFILE_H
#define MAPWARDEN_TEST_YAMLFILE_H

#include "Catalog/ProjectConfig.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace mapwarden::test {

/// \param Rules those that `levels` may name; empty: any.
inline llvm::Expected<Catalog>
load(llvm::StringRef Text, llvm::ArrayRef<llvm::StringRef> Rules = {}) {
  int Descriptor = -1;
  llvm::SmallString<128> Path;
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("catalog", "yaml",
                                                              Descriptor, Path))
    return llvm::createStringError(EC, "no temporary file");
  llvm::FileRemover Remover(Path);
  llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true) << Text;
  llvm::Expected<ProjectConfig> Config = ProjectConfig::load(Path, Rules);
  if (!Config)
    return Config.takeError();
  return std::move(Config->Rows);
}

/// The catalogue of a file that has to be good.
inline Catalog good(llvm::StringRef Text) {
  llvm::Expected<Catalog> Rows = load(Text);
  if (Rows)
    return std::move(*Rows);
  ADD_FAILURE() << llvm::toString(Rows.takeError());
  return Catalog();
}

/// The error of a file that has to be bad, without the file's path:
/// `line:column: error: sentence`.
inline std::string bad(llvm::StringRef Text,
                       llvm::ArrayRef<llvm::StringRef> Rules = {}) {
  llvm::Expected<Catalog> Rows = load(Text, Rules);
  if (Rows)
    return "no error";
  std::string Message = llvm::toString(Rows.takeError());
  size_t End = Message.find(".yaml:");
  return End == std::string::npos ? Message : Message.substr(End + 6);
}

} // namespace mapwarden::test

#endif
