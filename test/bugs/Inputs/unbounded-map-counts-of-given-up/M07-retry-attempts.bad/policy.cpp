// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: counts per download id grow through a header template; a finished download forgets its count, one given up does not
// mode: program
// flags:
#include "downloads.h"
#include "tables.h"

bool CountingPolicy::retry(const Download &download) { return bump(attempts_, download.id) < limit_; }

void CountingPolicy::succeeded(const Download &download) { forget(attempts_, download.id); }
