// case: G02-assign-slot-from-iterator
// from: llvm/circt#4243
// family: escaping-element
// shape: the string is copied first; for the int map C++17 reads the right side before the left one inserts
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <string>
#include <utility>

// Signs on the platforms of a station.
class SignTable {
public:
  void write(unsigned platform, const std::string &text, int blinkRate) {
    texts_[platform] = text;
    blink_[platform] = blinkRate;
  }
  void mirror(unsigned platform, unsigned original);
  void blank(unsigned platform) {
    texts_.erase(platform);
    blink_.erase(platform);
  }

private:
  llvm::SmallDenseMap<unsigned, std::string, 8> texts_;
  llvm::SmallDenseMap<unsigned, int, 8> blink_;
};

void SignTable::mirror(unsigned platform, unsigned original) {
  auto text = texts_.find(original);
  if (text != texts_.end()) {
    std::string copied = text->second;
    texts_[platform] = std::move(copied);
  }
  if (blink_.count(original) != 0)
    blink_[platform] = blink_[original]; // a plain int, read before the insertion
}
