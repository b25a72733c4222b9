// A counter that outlives the call limits the map.
#include <map>
#include <string>
#include <vector>

static std::map<std::string, int> known;
static std::size_t count;

void learn(const std::vector<std::string> &words) {
  for (const std::string &word : words)
    if (count < 1000) {
      known[word] = 1;
      count++;
    }
}
