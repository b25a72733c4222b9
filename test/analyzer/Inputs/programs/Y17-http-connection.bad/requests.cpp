// case: Y17-http-connection
// from: open-telemetry/opentelemetry-cpp#4288 (fix #4289)
// family: escaping-element
// shape: a connection is a reference to the value of a map by socket; the close-by-handler branch calls the method (other TU) that erases it, then goes on with the reference
// mode: program
// flags:
#include "http_server.h"

bool parseRequest(std::string &buffer, HttpRequest &request);

void HttpServer::addHandler(std::string prefix, HttpRequestCallback &handler) {
  m_handlers.emplace_back(std::move(prefix), &handler);
}

void HttpServer::handleConnection(Connection &conn) {
  if (!parseRequest(conn.receiveBuffer, conn.request)) return;
  conn.response = HttpResponse();
  processRequest(conn);

  std::string head = conn.request.protocol + ' ' + std::to_string(conn.response.code) + ' ' + conn.response.message + "\r\n"; // accept: escaping-element
  for (const auto &header : conn.response.headers) head += header.first + ": " + header.second + "\r\n"; // accept: escaping-element
  conn.sendBuffer += head + "\r\n" + conn.response.body; // accept: escaping-element
  sendMore(conn); // accept: escaping-element
}

void HttpServer::processRequest(Connection &conn) {
  conn.response.message.clear();
  conn.response.headers.clear();
  conn.keepalive = conn.request.protocol == "HTTP/1.1";

  if (conn.request.method != "GET" && conn.request.method != "POST") {
    conn.response.code = 405;
  } else {
    conn.response.code = 404;
    for (auto &handler : m_handlers) {
      if (conn.request.uri.compare(0, handler.first.size(), handler.first) == 0) {
        conn.response.code = handler.second->onHttpRequest(conn.request, conn.response);
        if (conn.response.code != 0) break;
      }
    }
    if (conn.response.code < 0) {
      handleConnectionClosed(conn);
    }
  }

  if (conn.response.message.empty()) {  // expect: escaping-element
    conn.response.message = defaultResponseMessage(conn.response.code);  // accept: escaping-element
  }
  conn.response.headers["Host"] = m_serverHost;  // accept: escaping-element
  conn.response.headers["Connection"] = conn.keepalive ? "keep-alive" : "close";  // accept: escaping-element
  conn.response.headers["Date"] = formatTimestamp();  // accept: escaping-element
  conn.response.headers["Content-Length"] = std::to_string(conn.response.body.size());  // accept: escaping-element
}
