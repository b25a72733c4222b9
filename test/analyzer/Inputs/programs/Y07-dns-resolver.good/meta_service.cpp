// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: the cache has a size limit with a least-recently-used list as its partner: the list's back is what is erased
// mode: program
// flags:
#include "meta_service.h"

#include "dns_resolver.h"

void send_learn_request(const rpc_address &to, int partition);
void reply_error(int session, const char *reason);
void reply_ok(int session, const rpc_address &primary);

void meta_service::on_query_primary(int session, const partition_request &request)
{
    const rpc_address primary = dns_resolver::instance().resolve_address(request.primary);
    if (primary.ip == 0) {
        reply_error(session, "ERR_HOST_NOT_FOUND");
        return;
    }
    reply_ok(session, primary);
}

void meta_service::on_add_secondary(int session, const partition_request &request)
{
    for (const auto &hp : request.secondaries) {
        const rpc_address node = dns_resolver::instance().resolve_address(hp);
        if (node.ip == 0) {
            reply_error(session, "ERR_HOST_NOT_FOUND");
            return;
        }
        send_learn_request(node, request.partition);
    }
    reply_ok(session, dns_resolver::instance().resolve_address(request.primary));
}
