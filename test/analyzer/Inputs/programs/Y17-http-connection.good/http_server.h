// case: Y17-http-connection
// from: open-telemetry/opentelemetry-cpp#4288 (fix #4289)
// family: escaping-element
// shape: processRequest() returns false after closing, and each caller stops there
// mode: program
// flags:
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

struct HttpRequest {
  std::string client;
  std::string method;
  std::string uri;
  std::string protocol;
  std::map<std::string, std::string> headers;
  std::string content;
};

struct HttpResponse {
  int code = 0;
  std::string message;
  std::map<std::string, std::string> headers;
  std::string body;
};

class HttpRequestCallback {
 public:
  virtual ~HttpRequestCallback() = default;
  // A negative result closes the connection.
  virtual int onHttpRequest(const HttpRequest &request, HttpResponse &response) = 0;
};

class HttpServer {
 public:
  using Socket = int;

  explicit HttpServer(std::string host) : m_serverHost(std::move(host)) {}
  ~HttpServer();

  void addHandler(std::string prefix, HttpRequestCallback &handler);
  void onSocketAcceptable(Socket listener);
  void onSocketReadable(Socket socket);
  void onSocketClosed(Socket socket);

 private:
  struct Connection {
    Socket socket = -1;
    std::string receiveBuffer;
    std::string sendBuffer;
    bool keepalive = true;
    HttpRequest request;
    HttpResponse response;
  };

  void handleConnection(Connection &conn);
  bool processRequest(Connection &conn);
  void handleConnectionClosed(Connection &conn);
  void sendMore(Connection &conn);

  std::string m_serverHost;
  std::vector<std::pair<std::string, HttpRequestCallback *>> m_handlers;
  std::map<Socket, Connection> m_connections;
};

std::string formatTimestamp();
std::string defaultResponseMessage(int code);
