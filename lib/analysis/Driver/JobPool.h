//===- JobPool.h - Jobs in processes of their own --------------*- C++ -*-===//
//
// Each job runs in a forked child: what crashes it, or hangs it, costs that
// job only, and is told as its outcome.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_DRIVER_JOBPOOL_H
#define MAPWARDEN_DRIVER_JOBPOOL_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <string>

namespace mapwarden {

struct JobOutcome {
  std::string Output; ///< What the job returned; empty when it did not end.
  /// Why there is no output: "it crashed (signal 11, Segmentation fault)".
  std::string Failure;
};

struct PoolLimits {
  unsigned Jobs = 1;                 ///< Children at a time; at least 1.
  std::chrono::seconds Timeout{600}; ///< For one job.
  uint64_t Memory = 0;               ///< Bytes for one child; 0: no limit.
};

/// As many jobs as there are cores, and memory for: \p BytesEach per job.
unsigned defaultJobs(uint64_t BytesEach);

/// Runs \p Job(0) … \p Job(Count - 1), each in a child process, and calls
/// \p Done in this process as they end, in any order. The caller must have no
/// other thread. Children die with this process.
void runJobs(size_t Count, const PoolLimits &Limits,
             llvm::function_ref<std::string(size_t)> Job,
             llvm::function_ref<void(size_t, JobOutcome)> Done);

} // namespace mapwarden

#endif
