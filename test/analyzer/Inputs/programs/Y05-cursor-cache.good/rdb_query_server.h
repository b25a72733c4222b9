// case: Y05-cursor-cache
// from: rethinkdb/rethinkdb#2334
// family: unbounded-map
// shape: on_close drops the key range of the connection
// mode: program
// flags:
#pragma once
#include <map>
#include <mutex>

#include "query_handler.h"

class rdb_query_server_t : public query_handler_t {
public:
    void on_open(conn_id_t conn, const std::string &peer) override;
    void run_query(conn_id_t conn, const query_t &query, response_t *response) override;
    void on_close(conn_id_t conn) override;

private:
    void start(conn_id_t conn, const query_t &query, response_t *response);

    stream_cache_t stream_cache_;
    std::mutex peers_mutex_;
    std::map<conn_id_t, std::string> peers_;
};
