// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: the cache has a size limit with a least-recently-used list as its partner: the list's back is what is erased
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <string>

class host_port {
public:
    host_port() = default;
    host_port(std::string host, uint16_t port) : _host(std::move(host)), _port(port) {}

    const std::string &host() const { return _host; }
    uint16_t port() const { return _port; }
    bool operator==(const host_port &rhs) const { return _port == rhs._port && _host == rhs._host; }

private:
    std::string _host;
    uint16_t _port = 0;
};

struct rpc_address {
    uint32_t ip = 0;
    uint16_t port = 0;
};

namespace std {
template <>
struct hash<host_port> {
    size_t operator()(const host_port &hp) const
    {
        return hash<string>()(hp.host()) * 31 + hp.port();
    }
};
} // namespace std
