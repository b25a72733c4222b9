// case: X08-compiled-functions
// from: tillahoffmann/jax-mps#138
// family: unbounded-map
// shape: leaked process-wide compiler cache keyed by function id; an executable that dies leaves its traced tape behind
// mode: tidy
// flags:
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mlx {

struct array {
  std::vector<int> shape;
  std::vector<float> data;
};
using Args = std::vector<array>;
using Function = std::function<Args(const Args&)>;

struct CacheEntry {
  std::vector<std::string> tape;
  Args constants;
  bool traced = false;
};

void trace(const Function& fun, const Args& example, CacheEntry* entry);
Args replay(const CacheEntry& entry, const Args& inputs);

class CompilerCache {
 public:
  Args run(std::uintptr_t fun_id, const Function& fun, const Args& inputs) {
    std::lock_guard<std::mutex> lock(mutex_);
    CacheEntry& entry = entries_[fun_id];
    if (!entry.traced) {
      trace(fun, inputs, &entry);
      entry.traced = true;
    }
    return replay(entry, inputs);
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::uintptr_t, CacheEntry> entries_;  // expect: unbounded-map
};

static CompilerCache& compiler_cache() {
  static auto* cache = new CompilerCache;
  return *cache;
}

Function compile(Function fun, std::uintptr_t fun_id) {
  return [fun = std::move(fun), fun_id](const Args& inputs) { return compiler_cache().run(fun_id, fun, inputs); };
}

}  // namespace mlx

namespace jax_mps {

struct Module {
  std::string stablehlo;
};
mlx::Args interpret(const Module& module, const mlx::Args& inputs);

class MlxExecutable {
 public:
  explicit MlxExecutable(Module module) : id_(next_id_.fetch_add(1)), module_(std::move(module)) {
    compiled_fn_ = mlx::compile([this](const mlx::Args& inputs) { return interpret(module_, inputs); }, id_);
  }
  MlxExecutable(const MlxExecutable&) = delete;
  MlxExecutable& operator=(const MlxExecutable&) = delete;

  mlx::Args Execute(const mlx::Args& inputs) const { return compiled_fn_(inputs); }

 private:
  static inline std::atomic<std::uintptr_t> next_id_{1};
  std::uintptr_t id_;
  Module module_;
  mlx::Function compiled_fn_;
};

}  // namespace jax_mps

extern "C" void* PJRT_Client_Compile(const char* program) {
  return new jax_mps::MlxExecutable(jax_mps::Module{program});
}

extern "C" void PJRT_LoadedExecutable_Execute(void* executable, const mlx::Args* inputs, mlx::Args* outputs) {
  *outputs = static_cast<jax_mps::MlxExecutable*>(executable)->Execute(*inputs);
}

extern "C" void PJRT_LoadedExecutable_Destroy(void* executable) {
  delete static_cast<jax_mps::MlxExecutable*>(executable);
}
