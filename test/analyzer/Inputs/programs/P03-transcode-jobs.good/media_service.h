// case: P03-transcode-jobs
// from: fresh
// family: unbounded-map
// shape: both endings of a conversion run the std::function stored with the job, which was built where the job was registered and erases it
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
  void leave(const std::string &token);

  mutable std::mutex mutex_;
  std::map<std::string, Running> running_;
  WorkerPool pool_;
};
