// case: G04-erase-by-iterator-after-insert
// from: iree-org/iree#23412
// family: escaping-element
// shape: a reference to the value is stable (StringMap entries are allocated one by one), and the old name is erased by key
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
  Option &kept = old->second;
  kept.hidden = false;
  options_[newName] = kept;
  kept.level = 0;
  options_.erase(oldName);
  return true;
}
