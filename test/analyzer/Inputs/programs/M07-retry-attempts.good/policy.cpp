// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: a header template called from a housekeeping file erases the oldest counts beyond a fixed size
// mode: program
// flags:
#include "downloads.h"
#include "tables.h"

bool CountingPolicy::retry(const Download &download) { return bump(attempts_, download.id) < limit_; }
