// case: G02-assign-slot-from-iterator
// from: llvm/circt#4243
// family: escaping-element
// shape: M[a] = it->second: the right side refers to a bucket that operator[] on the left may move; the value is a class
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
  if (text != texts_.end())
    texts_[platform] = text->second; // expect: escaping-element
  auto rate = blink_.find(original);
  if (rate != blink_.end()) {
    int copied = rate->second;
    blink_[platform] = copied;
  }
}
