// case: R06-relay-slots
// from: monero-project/monero#11066
// family: unbounded-map
// shape: open sessions are counted per sending host; the end of a session, in another file, counts down and the host stays with a count of zero
// mode: program
// flags:
#include "host_slots.h"

namespace mail
{
  constexpr unsigned max_per_host = 8;

  bool host_slots::take(const std::string &host)
  {
    std::lock_guard<std::mutex> guard(m_lock);
    unsigned &open = m_open[host];
    if (open >= max_per_host)
      return false;
    ++open;
    return true;
  }
}
