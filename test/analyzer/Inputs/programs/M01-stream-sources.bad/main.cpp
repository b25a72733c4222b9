// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: a source per published url; release() exists but is reached only from release_vhost(), which nobody calls
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

static void unpublish(const Command &c) {
  if (Source *source = SourceHub::instance().find(c.url)) source->on_unpublish(c.client);
}

int main() {
  Command c;
  while (next_command(c)) {
    Source *known = SourceHub::instance().find(c.url);
    switch (c.verb) {
      case Verb::Publish:
        if (!SourceHub::instance().fetch_or_create(c.url).on_publish(c.client)) refuse(c.client);
        break;
      case Verb::Unpublish:
        unpublish(c);
        break;
      case Verb::Play:
        if (known) known->on_play(c.client);
        break;
      case Verb::Stop:
        if (known) known->on_stop(c.client);
        break;
    }
  }
}
