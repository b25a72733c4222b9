// case: G20-entry-captured-by-queued-task
// from: albertlauncher/albert#157
// family: escaping-element
// shape: the task captures the key and looks the entry up when it runs; a lambda used on the spot may capture the reference
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <algorithm>
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
  void enqueue(int file, const std::vector<std::string> &chunks) {
    Upload &upload = uploads_[file];
    std::for_each(chunks.begin(), chunks.end(), [&upload](const std::string &chunk) { upload.queued += chunk.size(); });
    tasks_.push_back([this, file, size = upload.queued] {
      auto it = uploads_.find(file);
      if (it != uploads_.end())
        it->second.sent += size;
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
