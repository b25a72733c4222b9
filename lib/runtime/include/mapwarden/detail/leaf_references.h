// mapwarden: the array of references to leaves at the top of a core table, and
// the memory of a table that lookups may still be looking at.
#ifndef MAPWARDEN_DETAIL_LEAF_REFERENCES_H
#define MAPWARDEN_DETAIL_LEAF_REFERENCES_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace mapwarden::detail {

// 2^depth references to leaves, chosen by the first `depth` bits of a hash.
// Reference and depth are one object, so that a lookup that runs while the
// directory is replaced sees both of the old one, or both of the new.
template <class Words> class leaf_references {
  using word = typename Words::template atomic<std::uintptr_t>;

public:
  // A directory on the heap is an array of these: a link, and the object, whose
  // last member has all references but the first behind it.
  struct alignas(word) unit {
    unsigned char bytes[sizeof(word)];
  };

  leaf_references(std::uint32_t shift, std::uintptr_t first) noexcept
      : shift_(shift), first_(first) {}

  // How many units a directory on the heap takes.
  static constexpr std::size_t units(unsigned depth) noexcept {
    return (sizeof(void *) + sizeof(leaf_references)) / sizeof(unit) - 1 +
           (std::size_t{1} << depth);
  }
  static leaf_references *make(unit *memory, unsigned depth) noexcept {
    auto *const bytes = reinterpret_cast<unsigned char *>(memory);
    new (static_cast<void *>(bytes)) void *(nullptr);
    auto *const made = new (static_cast<void *>(bytes + sizeof(void *)))
        leaf_references(32U - depth, 0);
    for (std::size_t i = 1; i >> depth == 0; ++i)
      new (static_cast<void *>(made->at(i))) word(0);
    return made;
  }
  unit *memory() noexcept {
    return reinterpret_cast<unit *>(reinterpret_cast<unsigned char *>(this) -
                                    sizeof(void *));
  }
  // The link that comes before it on the heap.
  void **link() noexcept { return reinterpret_cast<void **>(memory()); }

  unsigned depth() const noexcept { return 32U - shift_; }
  std::size_t index(std::uint32_t hash) const noexcept {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(hash) >> shift_);
  }
  std::uintptr_t of(std::uint32_t hash) const noexcept {
    return get(index(hash));
  }
  std::uintptr_t get(std::size_t i) const noexcept {
    return at(i)->load(std::memory_order_acquire);
  }
  void set(std::size_t i, std::uintptr_t ref) noexcept {
    at(i)->store(ref, std::memory_order_release);
  }

private:
  word *at(std::size_t i) noexcept { return &first_ + i; }
  const word *at(std::size_t i) const noexcept { return &first_ + i; }

  // 32 - depth: bits above are shifted out of a hash.
  std::uint32_t shift_;

public:
  std::uint32_t deepest =
      0; // leaves of the directory's depth, if that is not 0

private:
  word first_;
};

// Leaves and directories that wait to be freed.
template <class Leaf, class Directory, bool Shared> class retired_memory {
protected:
  bool any() const noexcept {
    return leaves_ != nullptr || directories_ != nullptr;
  }
  void add(Leaf *l) noexcept { l->retired = std::exchange(leaves_, l); }
  void add(Directory *d) noexcept {
    *d->link() = std::exchange(directories_, d);
  }
  template <class FreeLeaf, class FreeDirectory>
  void drain(FreeLeaf free_leaf, FreeDirectory free_directory) noexcept {
    while (leaves_ != nullptr)
      free_leaf(std::exchange(leaves_, leaves_->retired));
    while (directories_ != nullptr)
      free_directory(std::exchange(
          directories_, static_cast<Directory *>(*directories_->link())));
  }

private:
  Leaf *leaves_ = nullptr;
  Directory *directories_ = nullptr;
};
template <class Leaf, class Directory>
class retired_memory<Leaf, Directory, false> {
protected:
  static constexpr bool any() noexcept { return false; }
  template <class A, class B> static void drain(A, B) noexcept {}
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_LEAF_REFERENCES_H
