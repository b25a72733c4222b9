#include "Driver/JobPool.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <csignal>
#include <unistd.h>

using namespace mapwarden;
using testing::HasSubstr;

namespace {

std::vector<JobOutcome> run(size_t Count, PoolLimits Limits,
                            llvm::function_ref<std::string(size_t)> Job) {
  std::vector<JobOutcome> Outcomes(Count);
  runJobs(Count, Limits, Job,
          [&](size_t I, JobOutcome O) { Outcomes[I] = std::move(O); });
  return Outcomes;
}

TEST(JobPool, EveryJobHasItsOutput) {
  auto Outcomes = run(20, {3}, [](size_t I) {
    return std::string(I * 10000, static_cast<char>('a' + I));
  });
  for (size_t I = 0; I < 20; ++I) {
    EXPECT_EQ(Outcomes[I].Failure, "");
    EXPECT_EQ(Outcomes[I].Output,
              std::string(I * 10000, static_cast<char>('a' + I)));
  }
}

TEST(JobPool, ACrashCostsItsJobOnly) {
  auto Outcomes = run(3, {2}, [](size_t I) {
    if (I == 1)
      raise(SIGSEGV);
    return std::string("done");
  });
  EXPECT_EQ(Outcomes[0].Output, "done");
  EXPECT_THAT(Outcomes[1].Failure, HasSubstr("crashed (signal 11"));
  EXPECT_EQ(Outcomes[2].Output, "done");
}

TEST(JobPool, AnEarlyExitIsAFailure) {
  auto Outcomes = run(1, {1}, [](size_t) -> std::string { _exit(0); });
  EXPECT_THAT(Outcomes[0].Failure, HasSubstr("ended with code 0"));
}

TEST(JobPool, AHangIsEnded) {
  PoolLimits Limits{2};
  Limits.Timeout = std::chrono::seconds(1);
  auto Outcomes = run(2, Limits, [](size_t I) {
    while (I == 0)
      pause();
    return std::string("done");
  });
  EXPECT_THAT(Outcomes[0].Failure, HasSubstr("more than 1 s"));
  EXPECT_EQ(Outcomes[1].Output, "done");
}

} // namespace
