// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: the cache has a size limit with a least-recently-used list as its partner: the list's back is what is erased
// mode: program
// flags:
#include <thread>
#include <vector>

#include "meta_service.h"

bool receive_request(int &session, partition_request &request);
unsigned configured_workers();

static void serve(meta_service &service)
{
    int session;
    partition_request request;
    while (receive_request(session, request)) {
        if (request.what == partition_request::op::query_primary) {
            service.on_query_primary(session, request);
        } else {
            service.on_add_secondary(session, request);
        }
    }
}

int main()
{
    meta_service service;
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < configured_workers(); ++i) {
        workers.emplace_back(serve, std::ref(service));
    }
    for (auto &worker : workers) {
        worker.join();
    }
    return 0;
}
