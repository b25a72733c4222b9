// case: G26-lock-taken-after-the-lookup
// from: ihhub/penguinV#503, cp2k/dbcsr#207
// family: unlocked-map-access
// shape: the lock covers the lookup, is dropped while the kernel is compiled, and is taken again for the insertion
// mode: tidy
#include <mutex>
#include <string>
#include <unordered_map>

struct Kernel {
  int handle = 0;
};

Kernel compileKernel(const std::string &source);

namespace {
std::mutex kernelMutex;
std::unordered_map<std::string, Kernel> kernels;
} // namespace

Kernel kernelFor(const std::string &source) {
  {
    std::lock_guard<std::mutex> lock(kernelMutex);
    auto it = kernels.find(source);
    if (it != kernels.end())
      return it->second;
  }
  Kernel fresh = compileKernel(source);
  std::lock_guard<std::mutex> lock(kernelMutex);
  return kernels.emplace(source, fresh).first->second;
}

void dropKernel(const std::string &source) {
  std::lock_guard<std::mutex> lock(kernelMutex);
  kernels.erase(source);
}

bool hasKernel(const std::string &source) {
  std::lock_guard<std::mutex> lock(kernelMutex);
  return kernels.find(source) != kernels.end();
}
