// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: a header template called from a housekeeping file erases the oldest counts beyond a fixed size
// mode: program
// flags:
#include "downloads.h"
#include "tables.h"

namespace {
constexpr std::size_t kMaxCounted = 2048;
}

void CountingPolicy::housekeeping() { trim_to(attempts_, kMaxCounted); }
