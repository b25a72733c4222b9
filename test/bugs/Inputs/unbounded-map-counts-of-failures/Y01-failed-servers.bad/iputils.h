// case: Y01-failed-servers
// from: PowerDNS/pdns#8525
// family: unbounded-map
// shape: template counter per remote server in thread-local storage; an entry goes only when the same server answers again, the housekeeping prunes its sibling map only
// mode: program
// flags:
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <tuple>

struct ComboAddress
{
  std::array<uint8_t, 16> addr{};
  uint16_t port{53};

  bool operator<(const ComboAddress& rhs) const
  {
    return std::tie(addr, port) < std::tie(rhs.addr, rhs.port);
  }
  std::string toStringWithPort() const;
};

using DNSName = std::string;
