// case: G20-entry-captured-by-queued-task
// from: albertlauncher/albert#157
// family: escaping-element
// shape: a lambda that captures a map element by reference is queued; the map changes before the queue runs
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

struct Upload {
  std::size_t queued = 0;
  std::size_t sent = 0;
};

class Uploader {
public:
  void enqueue(int file, const std::string &chunk) {
    Upload &upload = uploads_[file];
    upload.queued += chunk.size();
    tasks_.push_back([&upload, size = chunk.size()] { // expect: escaping-element
      upload.sent += size;                            // accept: escaping-element
    });
  }
  void cancel(int file) { uploads_.erase(file); }
  void drain() {
    std::vector<std::function<void()>> ready;
    ready.swap(tasks_);
    for (auto &task : ready)
      task();
  }

private:
  absl::flat_hash_map<int, Upload> uploads_;
  std::vector<std::function<void()>> tasks_;
};
