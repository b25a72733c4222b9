// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: the cache has a size limit with a least-recently-used list as its partner: the list's back is what is erased
// mode: program
// flags:
#pragma once
#include <list>
#include <unordered_map>

#include "host_port.h"
#include "zlocks.h"

class dns_resolver {
public:
    static dns_resolver &instance();

    // Returns an invalid address if the name cannot be resolved.
    rpc_address resolve_address(const host_port &hp);

private:
    struct cached_address {
        rpc_address addr;
        std::list<host_port>::iterator pos;
    };

    dns_resolver() = default;
    bool get_cached_address(const host_port &hp, rpc_address &addr);
    void update_cache(const host_port &hp, const rpc_address &addr);

    static constexpr size_t kMaxCacheSize = 4096;

    utils::rw_lock_nr _lock;
    std::list<host_port> _lru; // most recent first
    std::unordered_map<host_port, cached_address> _dns_cache;
};
