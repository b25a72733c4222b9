// case: Y05-cursor-cache
// from: rethinkdb/rethinkdb#2334
// family: unbounded-map
// shape: on_close drops the key range of the connection
// mode: program
// flags:
#include "rdb_query_server.h"

// Fills the first batch; returns null if there is no more.
std::unique_ptr<datum_stream_t> compile_and_run(const std::string &term, std::vector<std::string> *rows);
void log_closed(conn_id_t conn, const std::string &peer);

void rdb_query_server_t::on_open(conn_id_t conn, const std::string &peer) {
    std::lock_guard<std::mutex> guard(peers_mutex_);
    peers_[conn] = peer;
}

void rdb_query_server_t::on_close(conn_id_t conn) {
    stream_cache_.erase_all(conn);
    std::lock_guard<std::mutex> guard(peers_mutex_);
    auto it = peers_.find(conn);
    if (it == peers_.end()) {
        return;
    }
    log_closed(conn, it->second);
    peers_.erase(it);
}

void rdb_query_server_t::start(conn_id_t conn, const query_t &query, response_t *response) {
    std::unique_ptr<datum_stream_t> rest = compile_and_run(query.term, &response->rows);
    if (rest) {
        stream_cache_.insert(conn, query.token, std::move(rest));
        response->type = response_t::SUCCESS_PARTIAL;
    } else {
        response->type = response_t::SUCCESS_ATOM;
    }
}

void rdb_query_server_t::run_query(conn_id_t conn, const query_t &query, response_t *response) {
    switch (query.type) {
    case query_t::START:
        start(conn, query, response);
        break;
    case query_t::CONTINUE:
        response->type = stream_cache_.serve(conn, query.token, &response->rows)
            ? response_t::SUCCESS_PARTIAL : response_t::CLIENT_ERROR;
        break;
    case query_t::STOP:
        stream_cache_.erase(conn, query.token);
        response->type = response_t::SUCCESS_SEQUENCE;
        break;
    }
}
