// case: Y17-http-connection
// from: open-telemetry/opentelemetry-cpp#4288 (fix #4289)
// family: escaping-element
// shape: a connection is a reference to the value of a map by socket; the close-by-handler branch calls the method (other TU) that erases it, then goes on with the reference
// mode: program
// flags:
#include "http_server.h"

enum class Readiness { Acceptable, Readable, Closed };
bool waitForSocket(int &socket, Readiness &readiness);
int listenOn(const char *address);
std::string readWholeFile(const std::string &path);

class FileHandler : public HttpRequestCallback {
 public:
  int onHttpRequest(const HttpRequest &request, HttpResponse &response) override {
    if (request.uri.find("..") != std::string::npos) return -1;
    response.body = readWholeFile("/srv/www" + request.uri);
    return response.body.empty() ? 404 : 200;
  }
};

int main() {
  HttpServer server("localhost");
  FileHandler files;
  server.addHandler("/", files);

  const int listener = listenOn("0.0.0.0:8080");
  int socket = -1;
  Readiness readiness;
  while (waitForSocket(socket, readiness)) {
    if (socket == listener && readiness == Readiness::Acceptable)
      server.onSocketAcceptable(socket);
    else if (readiness == Readiness::Readable)
      server.onSocketReadable(socket);
    else
      server.onSocketClosed(socket);
  }
  return 0;
}
