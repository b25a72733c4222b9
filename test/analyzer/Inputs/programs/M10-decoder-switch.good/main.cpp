// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the codec change erases without delete in sight, but take() hands the pointer to retire() of another file, which deletes it
// mode: program
// flags:
#include "receiver.h"

struct Packet {
  std::uint32_t ssrc = 0;
  int payload_type = 0;
  bool bye = false;
  std::string data;
};
bool next_packet(Packet &packet);
void count_broken(std::uint32_t ssrc);

int main() {
  Receiver receiver;
  Packet p;
  while (next_packet(p)) {
    if (p.bye)
      receiver.detach(p.ssrc);
    else if (!receiver.on_packet(p.ssrc, p.payload_type, p.data))
      count_broken(p.ssrc);
  }
}
