// case: G04-erase-by-iterator-after-insert
// from: iree-org/iree#23412
// family: escaping-element
// shape: a StringMap iterator (a pointer into the bucket array) is used for erase after a new name was inserted
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>

struct Option {
  int level = 0;
  bool hidden = false;
};

// Options of a command line tool, by name.
class OptionBook {
public:
  void define(llvm::StringRef name, int level) { options_[name].level = level; }
  void remove(llvm::StringRef name) { options_.erase(name); }
  bool rename(llvm::StringRef oldName, llvm::StringRef newName);

private:
  llvm::StringMap<Option> options_;
};

bool OptionBook::rename(llvm::StringRef oldName, llvm::StringRef newName) {
  auto old = options_.find(oldName);
  if (old == options_.end())
    return false;
  Option moved = old->second;
  moved.hidden = false;
  options_[newName] = moved;
  options_.erase(old); // expect: escaping-element
  return true;
}
