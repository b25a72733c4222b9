// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: a singleton resolver caches each host:port that requests name, under a read-write lock wrapper, and nothing leaves the cache
// mode: program
// flags:
#pragma once
#include <vector>

#include "host_port.h"

struct partition_request {
    enum class op { query_primary, add_secondary } what = op::query_primary;
    int partition = 0;
    host_port primary;
    std::vector<host_port> secondaries;
};

class meta_service {
public:
    void on_query_primary(int session, const partition_request &request);
    void on_add_secondary(int session, const partition_request &request);
};
