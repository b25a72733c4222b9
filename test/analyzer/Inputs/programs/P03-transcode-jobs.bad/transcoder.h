// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: a running conversion is registered under a client's token; the worker's success report removes it, the failure report only answers
// mode: program
// flags:
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Conversion {
  std::string token;
  std::string source;
  std::string profile;
};

class ConversionEvents {
 public:
  virtual ~ConversionEvents() = default;
  virtual void converted(const std::string &token, const std::string &file) = 0;
  virtual void rejected(const std::string &token, const std::string &why) = 0;
};

class WorkerPool {
 public:
  WorkerPool(ConversionEvents &events, unsigned count);
  ~WorkerPool();
  void submit(Conversion job);

 private:
  void work();

  ConversionEvents &events_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Conversion> queue_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};
