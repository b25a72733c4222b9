// case: Y05-cursor-cache
// from: rethinkdb/rethinkdb#2334
// family: unbounded-map
// shape: an open cursor is erased at its last batch and at STOP; the on_close hook of a connection that goes away without a STOP forgets its cursors
// mode: program
// flags:
#include "stream_cache.h"

void stream_cache_t::insert(conn_id_t conn, token_t token, std::unique_ptr<datum_stream_t> stream) {
    std::lock_guard<std::mutex> guard(mutex_);
    streams_[key_t(conn, token)] = std::move(stream);
}

bool stream_cache_t::serve(conn_id_t conn, token_t token, std::vector<std::string> *out) {
    std::lock_guard<std::mutex> guard(mutex_);
    auto it = streams_.find(key_t(conn, token));
    if (it == streams_.end()) {
        return false;
    }
    if (!it->second->next_batch(out)) {
        streams_.erase(it);
    }
    return true;
}

void stream_cache_t::erase(conn_id_t conn, token_t token) {
    std::lock_guard<std::mutex> guard(mutex_);
    streams_.erase(key_t(conn, token));
}
