// case: X06-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: a lost connection asks the message thread to take its slot out of the map
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
  using LostCallback = std::function<void(int)>;
  FluidIpc(int number, LostCallback onLost) : ipcNumber(number), lostCallback(std::move(onLost)) {}

  void connectionMade() override { connected = true; }
  void connectionLost() override {
    connected = false;
    lostCallback(ipcNumber);
  }
  void messageReceived(const std::string& message) override {
    if (connected)
      handleOscMessage(message);
  }
  int number() const { return ipcNumber; }

 private:
  int ipcNumber;
  LostCallback lostCallback;
  bool connected = false;
};

class FluidIpcServer : public juce_lite::InterprocessConnectionServer {
 public:
  ~FluidIpcServer() override { stop(); }

  juce_lite::InterprocessConnection* createConnectionObject() override {
    const int number = ipcNum++;
    auto& slot = ipcMap[number];
    slot = std::make_unique<FluidIpc>(number, [this](int lost) { connectionClosed(lost); });
    return slot.get();
  }

 private:
  void connectionClosed(int number) {
    juce_lite::postToMessageThread([this, number] { ipcMap.erase(number); });
  }

  int ipcNum = 0;
  std::map<int, std::unique_ptr<FluidIpc>> ipcMap;
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
