// case: G03-mapvector-line-over-new-line
// from: seed (MapVector element kept over an insertion)
// family: escaping-element
// shape: a reference into the vector of a MapVector is written after operator[] may have appended another key
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/MapVector.h>
#include <string>

struct Line {
  std::string note;
  unsigned grams = 0;
};

// Recipe lines keep the order in which the cook wrote them.
class Recipe {
public:
  void add(unsigned ingredient, unsigned grams) { lines_[ingredient].grams += grams; }
  void drop(unsigned ingredient) { lines_.erase(ingredient); }
  bool substitute(unsigned from, unsigned to, unsigned grams);

private:
  llvm::MapVector<unsigned, Line> lines_;
};

bool Recipe::substitute(unsigned from, unsigned to, unsigned grams) {
  if (!lines_.contains(from))
    return false;
  Line &old = lines_[from];
  if (old.grams < grams)
    return false;
  Line &fresh = lines_[to];
  fresh.grams += grams;
  old.grams -= grams;                 // expect: escaping-element
  old.note += "partly replaced; ";    // accept: escaping-element
  return true;
}
