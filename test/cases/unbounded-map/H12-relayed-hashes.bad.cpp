// case: H12-relayed-hashes
// from: Zilliqa/zq1#362
// family: unbounded-map
// shape: set of message hashes filled through std::inserter; every message of every epoch is remembered
// mode: tidy
// flags:
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

struct Message {
  std::string hash;
  std::string body;
  unsigned epoch;
};
bool next_batch(std::vector<Message> &batch, unsigned &epoch);
void send_to_peers(const Message &m);

static std::set<std::string> relayed_hashes;  // expect: unbounded-map

static void relay(const std::vector<Message> &batch) {
  for (const Message &m : batch)
    if (relayed_hashes.count(m.hash) == 0) send_to_peers(m);
  std::transform(batch.begin(), batch.end(), std::inserter(relayed_hashes, relayed_hashes.end()),
                 [](const Message &m) { return m.hash; });
}

int main() {
  std::vector<Message> batch;
  unsigned epoch = 0;
  while (next_batch(batch, epoch)) relay(batch);
}
