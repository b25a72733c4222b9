// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: a singleton resolver caches each host:port that requests name, under a read-write lock wrapper, and nothing leaves the cache
// mode: program
// flags:
#include "dns_resolver.h"

bool lookup_host(const std::string &host, uint32_t &ip);

dns_resolver &dns_resolver::instance()
{
    static dns_resolver resolver;
    return resolver;
}

bool dns_resolver::get_cached_address(const host_port &hp, rpc_address &addr)
{
    utils::auto_read_lock l(_lock);
    const auto it = _dns_cache.find(hp);
    if (it == _dns_cache.end()) {
        return false;
    }
    addr = it->second;
    return true;
}

rpc_address dns_resolver::resolve_address(const host_port &hp)
{
    rpc_address addr;
    if (get_cached_address(hp, addr)) {
        return addr;
    }

    if (!lookup_host(hp.host(), addr.ip)) {
        return addr;
    }
    addr.port = hp.port();

    utils::auto_write_lock l(_lock);
    _dns_cache.insert({hp, addr});
    return addr;
}
