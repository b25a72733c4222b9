// case: Y17-http-connection
// from: open-telemetry/opentelemetry-cpp#4288 (fix #4289)
// family: escaping-element
// shape: processRequest() returns false after closing, and each caller stops there
// mode: program
// flags:
#include "http_server.h"

#include <unistd.h>

int acceptClient(int listener, std::string &client);
bool receiveInto(int socket, std::string &buffer);
long sendSome(int socket, const std::string &data);

HttpServer::~HttpServer() {
  for (auto &entry : m_connections) ::close(entry.first);
}

void HttpServer::onSocketAcceptable(Socket listener) {
  std::string client;
  const Socket socket = acceptClient(listener, client);
  if (socket < 0) return;
  Connection &conn = m_connections[socket];
  conn.socket = socket;
  conn.request.client = client;
}

void HttpServer::onSocketReadable(Socket socket) {
  auto it = m_connections.find(socket);
  if (it == m_connections.end()) return;
  Connection &conn = it->second;
  if (!receiveInto(socket, conn.receiveBuffer)) {
    handleConnectionClosed(conn);
    return;
  }
  handleConnection(conn);
}

void HttpServer::onSocketClosed(Socket socket) {
  auto it = m_connections.find(socket);
  if (it != m_connections.end()) handleConnectionClosed(it->second);
}

void HttpServer::sendMore(Connection &conn) {
  const long sent = sendSome(conn.socket, conn.sendBuffer);
  if (sent > 0) conn.sendBuffer.erase(0, static_cast<std::size_t>(sent));
}

void HttpServer::handleConnectionClosed(Connection &conn) {
  auto connIt = m_connections.find(conn.socket);
  if (connIt == m_connections.end()) return;
  ::close(conn.socket);
  m_connections.erase(connIt);
}
