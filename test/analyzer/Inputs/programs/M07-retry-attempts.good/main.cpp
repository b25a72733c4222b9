// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: a header template called from a housekeeping file erases the oldest counts beyond a fixed size
// mode: program
// flags:
#include "downloads.h"

bool wait_for_url(std::string &url);

int main() {
  CountingPolicy policy(5);
  DownloadQueue downloads(policy);
  std::string url;
  while (wait_for_url(url)) {
    downloads.add(url);
    while (downloads.step()) {
    }
  }
}
