// case: R03-basket-streams
// from: apache/pulsar-client-cpp#54, cocos2d/cocos2d-x#1523
// family: unbounded-map
// shape: both overrides end with the base class's close(), which takes the stream out of the client
// mode: program
// flags:
#include "client.h"

struct UserCommand {
  enum Kind { Open, Close, Tick };
  Kind kind;
  std::vector<std::string> symbols;
  std::uint32_t stream;
  feed::Quote quote;
};
bool next_command(UserCommand &command);
void confirm(std::uint32_t stream);

int main() {
  feed::Client client;
  UserCommand command;
  while (next_command(command)) {
    switch (command.kind) {
      case UserCommand::Open: confirm(client.open(command.symbols)); break;
      case UserCommand::Close: client.close(command.stream); break;
      case UserCommand::Tick: client.deliver(command.quote); break;
    }
  }
}
