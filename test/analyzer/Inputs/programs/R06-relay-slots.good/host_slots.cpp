// case: R06-relay-slots
// from: monero-project/monero#11066
// family: unbounded-map
// shape: the host is erased when its count falls to zero
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
