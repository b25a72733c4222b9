// case: Y05-cursor-cache
// from: rethinkdb/rethinkdb#2334
// family: unbounded-map
// shape: an open cursor is erased at its last batch and at STOP; the on_close hook of a connection that goes away without a STOP forgets its cursors
// mode: program
// flags:
#pragma once
#include <string>
#include <vector>

#include "stream_cache.h"

struct query_t {
    enum type_t { START, CONTINUE, STOP } type;
    token_t token;
    std::string term;
};

struct response_t {
    enum type_t { SUCCESS_ATOM, SUCCESS_PARTIAL, SUCCESS_SEQUENCE, CLIENT_ERROR } type;
    std::vector<std::string> rows;
};

class query_handler_t {
public:
    virtual ~query_handler_t() { }
    virtual void on_open(conn_id_t conn, const std::string &peer) = 0;
    virtual void run_query(conn_id_t conn, const query_t &query, response_t *response) = 0;
    virtual void on_close(conn_id_t conn) = 0;
};
