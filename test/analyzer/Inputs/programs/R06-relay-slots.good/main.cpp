// case: R06-relay-slots
// from: monero-project/monero#11066
// family: unbounded-map
// shape: the host is erased when its count falls to zero
// mode: program
// flags:
#include <string>
#include <thread>

#include "host_slots.h"

int accept_sender(std::string &host);

namespace mail
{
  void serve(int fd, const std::string &host, host_slots &slots);
}

int main()
{
  static mail::host_slots slots;
  std::string host;
  for (int fd = accept_sender(host); fd >= 0; fd = accept_sender(host))
    std::thread([fd, host] { mail::serve(fd, host, slots); }).detach();
}
