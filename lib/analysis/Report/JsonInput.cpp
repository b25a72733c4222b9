//===- JsonInput.cpp - Reading JSON that somebody else wrote --------------===//
#include "Report/JsonInput.h"
#include "Report/Writers.h"

namespace mapwarden {

static constexpr unsigned MaxDepth = 100;

llvm::Error inputError(llvm::StringRef File, const llvm::Twine &Message) {
  return llvm::createStringError(oneLine(File) + ": " + Message.str());
}

/// True when brackets outside strings are open more than MaxDepth at once.
static bool isTooDeep(llvm::StringRef Text) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      InString = C != '"';
      continue;
    }
    InString = C == '"';
    if (C == '[' || C == '{') {
      if (++Depth > MaxDepth)
        return true;
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return false;
}

llvm::Expected<llvm::json::Value> parseJson(llvm::StringRef Text,
                                            llvm::StringRef File) {
  // A byte order mark is no JSON, but editors write it.
  Text.consume_front("\xef\xbb\xbf");
  if (isTooDeep(Text))
    return inputError(File, "the JSON is nested more than " +
                                llvm::Twine(MaxDepth) + " deep");
  llvm::Expected<llvm::json::Value> Parsed = llvm::json::parse(Text);
  if (!Parsed)
    return inputError(File, "this is no valid JSON: " +
                                llvm::toString(Parsed.takeError()));
  return Parsed;
}

std::string stringOf(const llvm::json::Object &O, llvm::StringRef Key) {
  return O.getString(Key).value_or("").str();
}

bool isFingerprint(llvm::StringRef Text) {
  return Text.size() == 32 &&
         Text.find_first_not_of("0123456789abcdef") == llvm::StringRef::npos;
}

} // namespace mapwarden
