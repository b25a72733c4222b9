// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: both endings of a conversion run the std::function stored with the job, which was built where the job was registered and erases it
// mode: program
// flags:
#include "transcoder.h"

bool run_encoder(const Conversion &job, std::string &file, std::string &error);

WorkerPool::WorkerPool(ConversionEvents &events, unsigned count) : events_(events) {
  for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard<std::mutex> guard(mutex_);
    closing_ = true;
  }
  ready_.notify_all();
  for (auto &t : threads_) t.join();
}

void WorkerPool::submit(Conversion job) {
  {
    std::lock_guard<std::mutex> guard(mutex_);
    queue_.push_back(std::move(job));
  }
  ready_.notify_one();
}

void WorkerPool::work() {
  for (;;) {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return closing_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const Conversion job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    std::string file, error;
    if (run_encoder(job, file, error))
      events_.converted(job.token, file);
    else
      events_.rejected(job.token, error);
    if (job.ended) job.ended();
  }
}
