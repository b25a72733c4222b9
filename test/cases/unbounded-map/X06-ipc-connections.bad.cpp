// case: X06-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: server hands each accepted connection a numbered slot of its map; the connection object only notes that the peer is gone
// mode: tidy
// flags:
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace juce_lite {

class InterprocessConnection {
 public:
  virtual ~InterprocessConnection() = default;
  virtual void connectionMade() = 0;
  virtual void connectionLost() = 0;
  virtual void messageReceived(const std::string& message) = 0;
};

class InterprocessConnectionServer {
 public:
  virtual ~InterprocessConnectionServer() = default;
  bool beginWaitingForSocket(int port);
  void stop();

 protected:
  virtual InterprocessConnection* createConnectionObject() = 0;
};

void postToMessageThread(std::function<void()> task);
void runDispatchLoop();

}  // namespace juce_lite

void handleOscMessage(const std::string& message);

class FluidIpc : public juce_lite::InterprocessConnection {
 public:
  explicit FluidIpc(int number) : ipcNumber(number) {}

  void connectionMade() override { connected = true; }
  void connectionLost() override { connected = false; }
  void messageReceived(const std::string& message) override {
    if (connected)
      handleOscMessage(message);
  }
  int number() const { return ipcNumber; }

 private:
  int ipcNumber;
  bool connected = false;
};

class FluidIpcServer : public juce_lite::InterprocessConnectionServer {
 public:
  ~FluidIpcServer() override { stop(); }

  juce_lite::InterprocessConnection* createConnectionObject() override {
    const int number = ipcNum++;
    auto& slot = ipcMap[number];
    slot = std::make_unique<FluidIpc>(number);
    return slot.get();
  }

 private:
  int ipcNum = 0;
  std::map<int, std::unique_ptr<FluidIpc>> ipcMap;  // expect: unbounded-map
};

class CybrApplication {
 public:
  void initialise(int port) {
    server = std::make_unique<FluidIpcServer>();
    server->beginWaitingForSocket(port);
  }
  void run() { juce_lite::runDispatchLoop(); }
  void shutdown() { server.reset(); }

 private:
  std::unique_ptr<FluidIpcServer> server;
};

int main() {
  CybrApplication app;
  app.initialise(9999);
  app.run();
  app.shutdown();
}
