// case: Y17-http-connection
// from: open-telemetry/opentelemetry-cpp#4288 (fix #4289)
// family: escaping-element
// shape: processRequest() returns false after closing, and each caller stops there
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
  if (!processRequest(conn)) return;

  std::string head = conn.request.protocol + ' ' + std::to_string(conn.response.code) + ' ' + conn.response.message + "\r\n";
  for (const auto &header : conn.response.headers) head += header.first + ": " + header.second + "\r\n";
  conn.sendBuffer += head + "\r\n" + conn.response.body;
  sendMore(conn);
}

bool HttpServer::processRequest(Connection &conn) {
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
      return false;
    }
  }

  if (conn.response.message.empty()) {
    conn.response.message = defaultResponseMessage(conn.response.code);
  }
  conn.response.headers["Host"] = m_serverHost;
  conn.response.headers["Connection"] = conn.keepalive ? "keep-alive" : "close";
  conn.response.headers["Date"] = formatTimestamp();
  conn.response.headers["Content-Length"] = std::to_string(conn.response.body.size());
  return true;
}
