// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: a header template called from a housekeeping file erases the oldest counts beyond a fixed size
// mode: program
// flags:
#include "downloads.h"

bool fetch(const Download &download);
void report_lost(const std::string &url);

void DownloadQueue::add(const std::string &url) {
  Download download;
  download.id = next_id_++;
  download.url = url;
  queue_.push_back(std::move(download));
}

bool DownloadQueue::step() {
  if (queue_.empty()) return false;
  Download download = std::move(queue_.front());
  queue_.pop_front();
  if (fetch(download)) return true;
  if (policy_.retry(download))
    queue_.push_back(std::move(download));
  else
    report_lost(download.url);
  policy_.housekeeping();
  return true;
}
