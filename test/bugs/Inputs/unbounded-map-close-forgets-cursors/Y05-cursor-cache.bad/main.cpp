// case: Y05-cursor-cache
// from: rethinkdb/rethinkdb#2334
// family: unbounded-map
// shape: an open cursor is erased at its last batch and at STOP; the on_close hook of a connection that goes away without a STOP forgets its cursors
// mode: program
// flags:
#include <memory>
#include <thread>

#include "rdb_query_server.h"

int accept_connection(std::string *peer);
bool read_query(int fd, query_t *query);
bool write_response(int fd, const response_t &response);
void close_connection(int fd);

static void serve_connection(query_handler_t *handler, int fd, conn_id_t conn, const std::string &peer) {
    handler->on_open(conn, peer);
    query_t query;
    while (read_query(fd, &query)) {
        response_t response;
        handler->run_query(conn, query, &response);
        if (!write_response(fd, response)) {
            break;
        }
    }
    handler->on_close(conn);
    close_connection(fd);
}

int main() {
    std::unique_ptr<query_handler_t> handler(new rdb_query_server_t);
    conn_id_t next_conn = 1;
    std::string peer;
    int fd;
    while ((fd = accept_connection(&peer)) >= 0) {
        std::thread(serve_connection, handler.get(), fd, next_conn++, peer).detach();
    }
    return 0;
}
