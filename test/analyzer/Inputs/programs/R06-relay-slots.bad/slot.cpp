// case: R06-relay-slots
// from: monero-project/monero#11066
// family: unbounded-map
// shape: open sessions are counted per sending host; the end of a session, in another file, counts down and the host stays with a count of zero
// mode: program
// flags:
#include <utility>

#include "host_slots.h"

namespace mail
{
  slot::slot(host_slots &slots, std::string host)
    : m_slots(slots), m_host(std::move(host)), m_taken(m_slots.take(m_host))
  {
  }

  slot::~slot()
  {
    if (m_taken)
      m_slots.give_back(m_host);
  }

  void host_slots::give_back(const std::string &host)
  {
    std::lock_guard<std::mutex> guard(m_lock);
    const auto it = m_open.find(host);
    if (it != m_open.end() && it->second > 0)
      --it->second;
  }
}
