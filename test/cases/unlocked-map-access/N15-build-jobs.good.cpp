// case: N15-build-jobs
// from: fresh
// family: unlocked-map-access
// shape: the job runs inside a reverse guard that unlocks and locks again at its end; the erase follows the guard's block
// mode: tidy
// flags:
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

class Unlocked {
 public:
  explicit Unlocked(std::unique_lock<std::mutex>& lock) : lock_(lock) { lock_.unlock(); }
  ~Unlocked() { lock_.lock(); }
  Unlocked(const Unlocked&) = delete;
  Unlocked& operator=(const Unlocked&) = delete;

 private:
  std::unique_lock<std::mutex>& lock_;
};

class JobPool {
 public:
  using JobId = std::uint64_t;

  explicit JobPool(unsigned workers) {
    for (unsigned i = 0; i < workers; ++i)
      threads_.emplace_back([this] { work(); });
  }

  ~JobPool() {
    {
      std::lock_guard<std::mutex> lk(mu_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (auto& t : threads_)
      t.join();
  }

  JobId submit(std::function<void()> fn) {
    std::unique_lock<std::mutex> lk(mu_);
    const JobId id = ++lastId_;
    jobs_.emplace(id, Job{std::move(fn), false});
    ready_.push_back(id);
    lk.unlock();
    wake_.notify_one();
    return id;
  }

  bool isRunning(JobId id) {
    std::lock_guard<std::mutex> lk(mu_);
    auto it = jobs_.find(id);
    return it != jobs_.end() && it->second.running;
  }

  std::size_t outstanding() {
    std::lock_guard<std::mutex> lk(mu_);
    return jobs_.size();
  }

 private:
  struct Job {
    std::function<void()> fn;
    bool running = false;
  };

  void work() {
    std::unique_lock<std::mutex> lk(mu_);
    while (!stopping_) {
      if (ready_.empty()) {
        wake_.wait(lk);
        continue;
      }
      const JobId id = ready_.front();
      ready_.pop_front();
      auto it = jobs_.find(id);
      if (it == jobs_.end())
        continue;
      it->second.running = true;
      std::function<void()> fn = std::move(it->second.fn);
      {
        Unlocked away(lk);
        fn();
      }
      jobs_.erase(id);
      ++finished_;
    }
  }

  std::mutex mu_;
  std::condition_variable wake_;
  std::unordered_map<JobId, Job> jobs_;
  std::deque<JobId> ready_;
  JobId lastId_ = 0;
  std::uint64_t finished_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

bool nextCommand(std::function<void()>& command);

int main() {
  JobPool pool(std::thread::hardware_concurrency());
  std::function<void()> command;
  while (nextCommand(command))
    pool.submit(command);
}
