// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: a singleton resolver caches each host:port that requests name, under a read-write lock wrapper, and nothing leaves the cache
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
