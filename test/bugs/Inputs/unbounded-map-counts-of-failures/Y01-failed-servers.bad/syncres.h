// case: Y01-failed-servers
// from: PowerDNS/pdns#8525
// family: unbounded-map
// shape: template counter per remote server in thread-local storage; an entry goes only when the same server answers again, the housekeeping prunes its sibling map only
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <ctime>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "iputils.h"

template <typename T>
class fails_t
{
public:
  using counter_t = uint64_t;

  counter_t value(const T& t) const
  {
    auto i = d_cont.find(t);
    return i == d_cont.end() ? 0 : i->second;
  }

  counter_t incr(const T& t)
  {
    auto& counter = d_cont[t];
    if (counter < std::numeric_limits<counter_t>::max()) {
      ++counter;
    }
    return counter;
  }

  void clear(const T& t)
  {
    d_cont.erase(t);
  }

  size_t size() const
  {
    return d_cont.size();
  }

private:
  std::map<T, counter_t> d_cont; // expect: unbounded-map
};

class DecayingEwma
{
public:
  void submit(float value, time_t now)
  {
    d_val = d_last == 0 ? value : 0.75F * d_val + 0.25F * value;
    d_last = now;
  }
  float peek() const { return d_val; }
  bool stale(time_t limit) const { return d_last < limit; }

private:
  float d_val{0};
  time_t d_last{0};
};

struct DNSRecord
{
  DNSName name;
  uint16_t type;
  std::string content;
};

struct LWResult
{
  uint32_t usec{0};
  int rcode{0};
  std::vector<DNSRecord> records;
};

class SyncRes
{
public:
  explicit SyncRes(time_t now) :
    d_now(now) {}

  int beginResolve(const DNSName& qname, uint16_t qtype, std::vector<DNSRecord>& ret);

  static void pruneNSSpeeds(time_t limit);
  static size_t getFailedServersSize();
  static size_t getNSSpeedsSize();

  static unsigned int s_serverdownmaxfails;

private:
  struct ThreadLocalStorage
  {
    std::map<ComboAddress, DecayingEwma> nsSpeeds;
    fails_t<ComboAddress> fails;
  };

  std::vector<ComboAddress> sortBySpeed(std::vector<ComboAddress> servers) const;
  int doResolveAt(const std::vector<ComboAddress>& servers, const DNSName& qname, uint16_t qtype, std::vector<DNSRecord>& ret);
  bool isDown(const ComboAddress& remote) const;

  static thread_local ThreadLocalStorage t_sstorage;
  time_t d_now;
  unsigned int d_throttled{0};
};

int asyncresolve(const ComboAddress& remote, const DNSName& qname, uint16_t qtype, LWResult& lwr);
std::vector<ComboAddress> getBestNSAddresses(const DNSName& qname);
