// case: R06-relay-slots
// from: monero-project/monero#11066
// family: unbounded-map
// shape: the host is erased when its count falls to zero
// mode: program
// flags:
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace mail
{
  // How many sessions every sending host has open at the moment.
  class host_slots
  {
  public:
    bool take(const std::string &host);
    void give_back(const std::string &host);

  private:
    std::mutex m_lock;
    std::map<std::string, unsigned> m_open;
  };

  // Holds one slot while it lives.
  class slot
  {
  public:
    slot(host_slots &slots, std::string host);
    ~slot();
    slot(const slot &) = delete;
    slot &operator=(const slot &) = delete;

    explicit operator bool() const { return m_taken; }
    const std::string &host() const { return m_host; }

  private:
    host_slots &m_slots;
    std::string m_host;
    bool m_taken;
  };
}
