// case: R06-relay-slots
// from: monero-project/monero#11066
// family: unbounded-map
// shape: open sessions are counted per sending host; the end of a session, in another file, counts down and the host stays with a count of zero
// mode: program
// flags:
#include <string>

#include "host_slots.h"

bool read_command(int fd, std::string &command);
void reply(int fd, const char *text);
void queue_mail(const std::string &host, const std::string &command);
void close_fd(int fd);

namespace mail
{
  void serve(int fd, const std::string &host, host_slots &slots)
  {
    const slot mine(slots, host);
    if (!mine)
    {
      reply(fd, "421 too many sessions");
      close_fd(fd);
      return;
    }
    reply(fd, "220 ready");
    std::string command;
    while (read_command(fd, command))
      queue_mail(mine.host(), command);
    close_fd(fd);
  }
}
