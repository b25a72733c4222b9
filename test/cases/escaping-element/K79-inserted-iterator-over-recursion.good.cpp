// case: K79-inserted-iterator-over-recursion
// from: pattern of try_emplace as a cycle guard in LLVM passes
// family: escaping-element
// shape: the value is looked up again
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <vector>

struct Type {
  std::vector<Type *> fields;
};

class Sizes {
public:
  unsigned size(Type *type) {
    auto [it, inserted] = sizes_.try_emplace(type, 0u);
    if (!inserted)
      return it->second;
    unsigned sum = 8;
    for (Type *field : type->fields)
      sum += size(field);
    sizes_[type] = sum;
    return sum;
  }

private:
  llvm::DenseMap<Type *, unsigned> sizes_;
};
