// case: Y05-cursor-cache
// from: rethinkdb/rethinkdb#2334
// family: unbounded-map
// shape: an open cursor is erased at its last batch and at STOP; the on_close hook of a connection that goes away without a STOP forgets its cursors
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

typedef uint64_t conn_id_t;
typedef int64_t token_t;

class datum_stream_t {
public:
    virtual ~datum_stream_t() { }
    // Returns false when the stream is exhausted.
    virtual bool next_batch(std::vector<std::string> *out) = 0;
};

class stream_cache_t {
public:
    void insert(conn_id_t conn, token_t token, std::unique_ptr<datum_stream_t> stream);
    bool serve(conn_id_t conn, token_t token, std::vector<std::string> *out);
    void erase(conn_id_t conn, token_t token);

private:
    typedef std::pair<conn_id_t, token_t> key_t;

    std::mutex mutex_;
    std::map<key_t, std::unique_ptr<datum_stream_t> > streams_;  // expect: unbounded-map
};
