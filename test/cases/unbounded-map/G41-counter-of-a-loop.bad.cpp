// The counter in the head of a loop is no limit of the map that is filled in it.
#include <map>
#include <string>
#include <vector>

static std::map<std::string, int> known; // expect: unbounded-map

void learn(const std::vector<std::string> &words) {
  const std::size_t limit = words.size();
  for (std::size_t count = 0; count < limit; count++)
    known[words[count]] = 1;
}
