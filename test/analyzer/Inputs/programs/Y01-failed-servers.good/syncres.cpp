// case: Y01-failed-servers
// from: PowerDNS/pdns#8525
// family: unbounded-map
// shape: the counters keep the time of the last failure and the housekeeping prunes the old ones too
// mode: program
// flags:
#include "syncres.h"

#include <algorithm>

thread_local SyncRes::ThreadLocalStorage SyncRes::t_sstorage;
unsigned int SyncRes::s_serverdownmaxfails = 64;

int SyncRes::beginResolve(const DNSName& qname, uint16_t qtype, std::vector<DNSRecord>& ret)
{
  const auto servers = getBestNSAddresses(qname);
  if (servers.empty()) {
    return -1;
  }
  return doResolveAt(sortBySpeed(servers), qname, qtype, ret);
}

std::vector<ComboAddress> SyncRes::sortBySpeed(std::vector<ComboAddress> servers) const
{
  auto speed = [](const ComboAddress& remote) {
    auto it = t_sstorage.nsSpeeds.find(remote);
    return it == t_sstorage.nsSpeeds.end() ? 0.0F : it->second.peek();
  };
  std::sort(servers.begin(), servers.end(), [&speed](const ComboAddress& a, const ComboAddress& b) {
    return speed(a) < speed(b);
  });
  return servers;
}

bool SyncRes::isDown(const ComboAddress& remote) const
{
  // let one query in sixteen through, to notice when the server comes back
  return t_sstorage.fails.value(remote) >= s_serverdownmaxfails && d_now % 16 != 0;
}

int SyncRes::doResolveAt(const std::vector<ComboAddress>& servers, const DNSName& qname, uint16_t qtype, std::vector<DNSRecord>& ret)
{
  for (const auto& remote : servers) {
    if (isDown(remote)) {
      ++d_throttled;
      continue;
    }

    LWResult lwr;
    if (asyncresolve(remote, qname, qtype, lwr) != 1) {
      t_sstorage.nsSpeeds[remote].submit(1000000, d_now);
      t_sstorage.fails.incr(remote, d_now);
      continue;
    }

    t_sstorage.fails.clear(remote);
    t_sstorage.nsSpeeds[remote].submit(static_cast<float>(lwr.usec), d_now);
    ret = std::move(lwr.records);
    return lwr.rcode;
  }
  return -1;
}

void SyncRes::pruneNSSpeeds(time_t limit)
{
  auto& speeds = t_sstorage.nsSpeeds;
  for (auto i = speeds.begin(); i != speeds.end();) {
    if (i->second.stale(limit)) {
      i = speeds.erase(i);
    }
    else {
      ++i;
    }
  }
}

size_t SyncRes::getNSSpeedsSize()
{
  return t_sstorage.nsSpeeds.size();
}

size_t SyncRes::getFailedServersSize()
{
  return t_sstorage.fails.size();
}
