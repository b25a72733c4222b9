// case: H03-host-names
// from: univrsal/waechter#56
// family: unbounded-map
// shape: a predicate on the size is asked before a name is remembered
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <string>

struct Packet {
  std::uint32_t source;
  unsigned bytes;
};
bool next_packet(Packet &p);
std::string reverse_lookup(std::uint32_t address);
void show(const std::string &host, unsigned bytes);

static std::map<std::uint32_t, std::string> &host_names() {
  static auto *names = new std::map<std::uint32_t, std::string>;
  return *names;
}

static bool full() { return host_names().size() >= 4096; }

static std::string name_of(std::uint32_t address) {
  auto it = host_names().find(address);
  if (it != host_names().end()) return it->second;
  std::string name = reverse_lookup(address);
  if (full()) return name;
  host_names()[address] = name;
  return name;
}

int main() {
  Packet p;
  while (next_packet(p)) show(name_of(p.source), p.bytes);
}
