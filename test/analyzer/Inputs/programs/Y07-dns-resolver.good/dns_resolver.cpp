// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: the cache has a size limit with a least-recently-used list as its partner: the list's back is what is erased
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
    utils::auto_write_lock l(_lock);
    const auto it = _dns_cache.find(hp);
    if (it == _dns_cache.end()) {
        return false;
    }
    _lru.splice(_lru.begin(), _lru, it->second.pos);
    addr = it->second.addr;
    return true;
}

void dns_resolver::update_cache(const host_port &hp, const rpc_address &addr)
{
    utils::auto_write_lock l(_lock);
    const auto it = _dns_cache.find(hp);
    if (it != _dns_cache.end()) {
        it->second.addr = addr;
        return;
    }
    _lru.push_front(hp);
    _dns_cache.emplace(hp, cached_address{addr, _lru.begin()});
    if (_lru.size() > kMaxCacheSize) {
        _dns_cache.erase(_lru.back());
        _lru.pop_back();
    }
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
    update_cache(hp, addr);
    return addr;
}
