// case: R03-basket-streams
// from: apache/pulsar-client-cpp#54, cocos2d/cocos2d-x#1523
// family: unbounded-map
// shape: both overrides end with the base class's close(), which takes the stream out of the client
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace feed {

class Client;

struct Quote {
  std::string symbol;
  double price = 0;
};

void wire_subscribe(const std::string &symbol, std::uint32_t stream);
void wire_unsubscribe(const std::string &symbol, std::uint32_t stream);
void push_to_user(std::uint32_t stream, double value);

class Stream {
 public:
  Stream(Client &client, std::uint32_t id) : client_(client), id_(id) {}
  virtual ~Stream() = default;
  virtual void deliver(const Quote &quote) = 0;
  virtual void close();
  std::uint32_t id() const { return id_; }

 private:
  Client &client_;
  std::uint32_t id_;
};

class SymbolStream final : public Stream {
 public:
  SymbolStream(Client &client, std::uint32_t id, std::string symbol);
  void deliver(const Quote &quote) override;
  void close() override;

 private:
  std::string symbol_;
};

class BasketStream final : public Stream {
 public:
  BasketStream(Client &client, std::uint32_t id, std::vector<std::string> symbols);
  void deliver(const Quote &quote) override;
  void close() override;

 private:
  std::vector<std::string> symbols_;
  std::vector<double> last_;
};

}  // namespace feed
