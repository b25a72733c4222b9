// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: a running conversion is registered under a client's token; the worker's success report removes it, the failure report only answers
// mode: program
// flags:
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "transcoder.h"

class MediaService : public ConversionEvents {
 public:
  explicit MediaService(unsigned workers);
  bool convert(int client, const std::string &token, const std::string &source, const std::string &profile);
  std::string status(const std::string &token) const;

  void converted(const std::string &token, const std::string &file) override;
  void rejected(const std::string &token, const std::string &why) override;

 private:
  struct Running {
    int client;
    std::string source;
    std::chrono::steady_clock::time_point started;
  };
  int client_of(const std::string &token) const;

  mutable std::mutex mutex_;
  std::map<std::string, Running> running_;  // expect: unbounded-map
  WorkerPool pool_;
};
