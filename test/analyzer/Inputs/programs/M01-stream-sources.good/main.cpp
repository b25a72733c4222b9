// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: benign look-alike: nobody calls release(), but sources are only declared while the configuration file is read, before serving
// mode: program
// flags:
#include "source_hub.h"

enum class Verb { Publish, Unpublish, Play, Stop };
struct Command {
  Verb verb = Verb::Play;
  int client = -1;
  std::string url;
};
bool next_command(Command &command);
void refuse(int client);

int main(int argc, char **argv) {
  SourceHub &hub = SourceHub::instance();
  if (argc < 2 || !load_config(argv[1], hub)) return 1;
  Command c;
  while (next_command(c)) {
    Source *known = hub.find(c.url);
    if (known == nullptr) {
      refuse(c.client);
      continue;
    }
    switch (c.verb) {
      case Verb::Publish:
        if (!known->on_publish(c.client)) refuse(c.client);
        break;
      case Verb::Unpublish:
        known->on_unpublish(c.client);
        break;
      case Verb::Play:
        known->on_play(c.client);
        break;
      case Verb::Stop:
        known->on_stop(c.client);
        break;
    }
  }
}
