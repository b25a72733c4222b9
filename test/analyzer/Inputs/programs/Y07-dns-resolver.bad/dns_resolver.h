// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: a singleton resolver caches each host:port that requests name, under a read-write lock wrapper, and nothing leaves the cache
// mode: program
// flags:
#pragma once
#include <unordered_map>

#include "host_port.h"
#include "zlocks.h"

class dns_resolver {
public:
    static dns_resolver &instance();

    // Returns an invalid address if the name cannot be resolved.
    rpc_address resolve_address(const host_port &hp);

private:
    dns_resolver() = default;
    bool get_cached_address(const host_port &hp, rpc_address &addr);

    utils::rw_lock_nr _lock;
    std::unordered_map<host_port, rpc_address> _dns_cache; // expect: unbounded-map
};
