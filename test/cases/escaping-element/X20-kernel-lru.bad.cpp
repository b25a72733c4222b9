// case: X20-kernel-lru
// from: microsoft/tensorflow-directml-plugin#27
// family: escaping-element
// shape: the recency list of a kernel cache keeps pointers to the keys that lie in a flat_hash_map
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tfdml {

struct DmlKernelKey {
  std::string op_type_name;
  std::vector<int64_t> input_shape;

  bool operator==(const DmlKernelKey& other) const {
    return op_type_name == other.op_type_name && input_shape == other.input_shape;
  }
  template <typename H>
  friend H AbslHashValue(H h, const DmlKernelKey& key) {
    return H::combine(std::move(h), key.op_type_name, key.input_shape);
  }
};

class DmlKernel {
 public:
  explicit DmlKernel(const DmlKernelKey& key);
  void Compute(const void* input, void* output) const;

 private:
  std::vector<uint8_t> bytecode_;
};

class DmlKernelManager {
 public:
  explicit DmlKernelManager(std::size_t max_cached_kernels) : max_cached_kernels_(max_cached_kernels) {}

  std::shared_ptr<DmlKernel> TryGetCachedKernel(const DmlKernelKey& key) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = kernel_cache_.find(key);
    if (it == kernel_cache_.end()) return nullptr;
    OnRecentlyUsed(it->second);
    return it->second.kernel;
  }

  std::shared_ptr<DmlKernel> CreateCachedKernel(const DmlKernelKey& key) {
    auto kernel = std::make_shared<DmlKernel>(key);
    std::lock_guard<std::mutex> lock(mutex_);
    auto [it, inserted] = kernel_cache_.try_emplace(key);
    if (!inserted) return it->second.kernel;
    lru_.push_front(&it->first);  // expect: escaping-element
    it->second.kernel = kernel;
    it->second.lru_position = lru_.begin();
    EvictOldKernels();
    return kernel;
  }

 private:
  using LruList = std::list<const DmlKernelKey*>;
  struct CacheEntry {
    std::shared_ptr<DmlKernel> kernel;
    LruList::iterator lru_position;
  };

  void OnRecentlyUsed(const CacheEntry& entry) { lru_.splice(lru_.begin(), lru_, entry.lru_position); }

  void EvictOldKernels() {
    while (lru_.size() > max_cached_kernels_) {
      const DmlKernelKey oldest = *lru_.back();  // accept: escaping-element
      lru_.pop_back();
      kernel_cache_.erase(oldest);
    }
  }

  const std::size_t max_cached_kernels_;
  std::mutex mutex_;
  absl::flat_hash_map<DmlKernelKey, CacheEntry> kernel_cache_;
  LruList lru_;
};

void ComputeOp(DmlKernelManager& manager, const DmlKernelKey& key, const void* input, void* output) {
  auto kernel = manager.TryGetCachedKernel(key);
  if (kernel == nullptr) kernel = manager.CreateCachedKernel(key);
  kernel->Compute(input, output);
}

}  // namespace tfdml
