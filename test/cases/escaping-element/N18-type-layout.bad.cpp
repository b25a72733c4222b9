// case: N18-type-layout
// from: fresh
// family: escaping-element
// shape: the iterator of try_emplace on a DenseMap is assigned through after a helper that comes back to the same method for the parts
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace layout {

struct Type {
  enum class Kind { Scalar, Array, Record };
  Kind kind = Kind::Scalar;
  std::uint64_t bytes = 0;
  std::uint64_t count = 0;
  std::vector<const Type *> parts;
};

struct Extent {
  std::uint64_t size = 0;
  std::uint64_t align = 1;
};

static std::uint64_t roundUp(std::uint64_t n, std::uint64_t align) {
  return (n + align - 1) / align * align;
}

class LayoutOracle {
public:
  Extent extentOf(const Type *type);
  std::uint64_t offsetOf(const Type *record, std::size_t part);

private:
  Extent ofArray(const Type *type);
  Extent ofRecord(const Type *type);

  llvm::DenseMap<const Type *, Extent> extents_;
};

Extent LayoutOracle::ofArray(const Type *type) {
  Extent element = extentOf(type->parts.front());
  return {element.size * type->count, element.align};
}

Extent LayoutOracle::ofRecord(const Type *type) {
  Extent whole;
  for (const Type *part : type->parts) {
    Extent e = extentOf(part);
    whole.size = roundUp(whole.size, e.align) + e.size;
    whole.align = std::max(whole.align, e.align);
  }
  whole.size = roundUp(whole.size, whole.align);
  return whole;
}

Extent LayoutOracle::extentOf(const Type *type) {
  auto [pos, fresh] = extents_.try_emplace(type);
  if (!fresh)
    return pos->second;
  Extent extent;
  switch (type->kind) {
  case Type::Kind::Scalar:
    extent = {type->bytes, type->bytes};
    break;
  case Type::Kind::Array:
    extent = ofArray(type);
    break;
  case Type::Kind::Record:
    extent = ofRecord(type);
    break;
  }
  pos->second = extent; // expect: escaping-element
  return extent;
}

std::uint64_t LayoutOracle::offsetOf(const Type *record, std::size_t part) {
  std::uint64_t offset = 0;
  for (std::size_t i = 0; i <= part; ++i) {
    Extent e = extentOf(record->parts[i]);
    offset = roundUp(offset, e.align);
    if (i < part)
      offset += e.size;
  }
  return offset;
}

} // namespace layout
