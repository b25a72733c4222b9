#include "Driver/JobPool.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace llvm;

namespace mapwarden {

namespace {

using Clock = std::chrono::steady_clock;

/// Ends a child's output: without it the child did not get to the end.
constexpr StringLiteral EndMark("\x01mapwarden-job-done");

struct Child {
  size_t Job;
  pid_t Pid;
  int From; ///< Read end of the pipe with the output.
  Clock::time_point Deadline;
  bool TimedOut = false;
  std::string Output;
};

class Pool {
public:
  Pool(const PoolLimits &Limits, function_ref<std::string(size_t)> Job,
       function_ref<void(size_t, JobOutcome)> Done)
      : Limits(Limits), Job(Job), Done(Done) {}

  void run(size_t Count);

private:
  void start(size_t Index);
  [[noreturn]] void runChild(size_t Index, int To);
  void wait();
  bool read(Child &C);
  void finish(Child C);

  const PoolLimits &Limits;
  function_ref<std::string(size_t)> Job;
  function_ref<void(size_t, JobOutcome)> Done;
  std::vector<Child> Running;
};

} // namespace

static void writeAll(int To, StringRef Data) {
  while (!Data.empty()) {
    ssize_t N = ::write(To, Data.data(), Data.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      _exit(1);
    Data = Data.drop_front(N);
  }
}

void Pool::runChild(size_t Index, int To) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int Signal : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP})
    signal(Signal, SIG_DFL);
  // What libraries print in their distress would tear the status line.
  if (int Null = open("/dev/null", O_WRONLY); Null >= 0) {
    dup2(Null, STDOUT_FILENO);
    dup2(Null, STDERR_FILENO);
  }
  rlimit NoCore{0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  if (Limits.Memory) {
    rlimit Data{Limits.Memory, Limits.Memory};
    setrlimit(RLIMIT_DATA, &Data);
  }
  // Deeply nested code recurses deeply.
  rlimit Stack;
  constexpr rlim_t Wanted = rlim_t(64) << 20;
  if (!getrlimit(RLIMIT_STACK, &Stack) && Stack.rlim_cur < Wanted &&
      (Stack.rlim_max == RLIM_INFINITY || Stack.rlim_max >= Wanted)) {
    Stack.rlim_cur = Wanted;
    setrlimit(RLIMIT_STACK, &Stack);
  }
  writeAll(To, Job(Index));
  writeAll(To, EndMark);
  _exit(0);
}

void Pool::start(size_t Index) {
  int Pipe[2];
  if (pipe2(Pipe, O_CLOEXEC)) {
    Done(Index,
         {"", "it could not be started: " + std::string(strerror(errno))});
    return;
  }
  pid_t Pid = fork();
  if (Pid == 0) {
    close(Pipe[0]);
    runChild(Index, Pipe[1]);
  }
  close(Pipe[1]);
  if (Pid < 0) {
    close(Pipe[0]);
    Done(Index,
         {"", "it could not be started: " + std::string(strerror(errno))});
    return;
  }
  Running.push_back({Index, Pid, Pipe[0], Clock::now() + Limits.Timeout,
                     /*TimedOut=*/false, std::string()});
}

/// True when the child has closed its end.
bool Pool::read(Child &C) {
  char Buffer[1 << 16];
  ssize_t N = ::read(C.From, Buffer, sizeof(Buffer));
  if (N > 0)
    C.Output.append(Buffer, N);
  return N == 0 || (N < 0 && errno != EINTR && errno != EAGAIN);
}

void Pool::finish(Child C) {
  close(C.From);
  int Status = 0;
  while (waitpid(C.Pid, &Status, 0) < 0 && errno == EINTR)
    ;
  JobOutcome Outcome;
  if (StringRef(C.Output).ends_with(EndMark)) {
    C.Output.resize(C.Output.size() - EndMark.size());
    Outcome.Output = std::move(C.Output);
  } else if (C.TimedOut) {
    Outcome.Failure =
        "it took more than " + std::to_string(Limits.Timeout.count()) + " s";
  } else if (WIFSIGNALED(Status)) {
    Outcome.Failure = "it crashed (signal " + std::to_string(WTERMSIG(Status)) +
                      ", " + strsignal(WTERMSIG(Status)) + ")";
  } else {
    Outcome.Failure =
        "it ended with code " + std::to_string(WEXITSTATUS(Status));
  }
  Done(C.Job, std::move(Outcome));
}

/// Waits until some child has something to say or has had its time.
void Pool::wait() {
  SmallVector<pollfd, 16> Polled;
  Clock::time_point First = Clock::time_point::max();
  for (const Child &C : Running) {
    Polled.push_back({C.From, POLLIN, 0});
    if (!C.TimedOut)
      First = std::min(First, C.Deadline);
  }
  auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(
      First - Clock::now());
  int Millis = int(std::clamp<int64_t>(Left.count() + 1, 0, 1000));
  if (::poll(Polled.data(), Polled.size(), Millis) < 0 && errno != EINTR)
    return;
  for (size_t I = Running.size(); I-- > 0;) {
    if (Polled[I].revents && read(Running[I])) {
      Child C = std::move(Running[I]);
      Running.erase(Running.begin() + I);
      finish(std::move(C));
    } else if (!Running[I].TimedOut && Clock::now() > Running[I].Deadline) {
      Running[I].TimedOut = true;
      kill(Running[I].Pid, SIGKILL);
    }
  }
}

void Pool::run(size_t Count) {
  outs().flush();
  errs().flush();
  size_t Next = 0;
  while (Next < Count || !Running.empty()) {
    while (Next < Count && Running.size() < std::max(1u, Limits.Jobs))
      start(Next++);
    if (!Running.empty())
      wait();
  }
}

unsigned defaultJobs(uint64_t BytesEach) {
  unsigned Cores = std::max(1u, hardware_concurrency().compute_thread_count());
  struct sysinfo Info;
  if (sysinfo(&Info))
    return Cores;
  uint64_t Memory = uint64_t(Info.totalram) * Info.mem_unit;
  return std::max<uint64_t>(1, std::min<uint64_t>(Cores, Memory / BytesEach));
}

void runJobs(size_t Count, const PoolLimits &Limits,
             function_ref<std::string(size_t)> Job,
             function_ref<void(size_t, JobOutcome)> Done) {
  Pool(Limits, Job, Done).run(Count);
}

} // namespace mapwarden
