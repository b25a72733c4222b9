// case: G26-lock-taken-after-the-lookup
// from: ihhub/penguinV#503, cp2k/dbcsr#207
// family: unlocked-map-access
// shape: a file-static cache is searched before the global mutex is taken; only the insertion is locked
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
  auto it = kernels.find(source); // expect: unlocked-map-access
  if (it != kernels.end())        // accept: unlocked-map-access
    return it->second;            // accept: unlocked-map-access
  Kernel fresh = compileKernel(source);
  std::lock_guard<std::mutex> lock(kernelMutex);
  kernels.emplace(source, fresh);
  return fresh;
}

void dropKernel(const std::string &source) {
  std::lock_guard<std::mutex> lock(kernelMutex);
  kernels.erase(source);
}

bool hasKernel(const std::string &source) {
  std::lock_guard<std::mutex> lock(kernelMutex);
  return kernels.find(source) != kernels.end();
}
