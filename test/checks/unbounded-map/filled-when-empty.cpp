// What is filled by a helper, and only when it is empty, is filled once.
// RUN: %check %s mapwarden-unbounded-map %t
#include <set>
#include <string>
#include <vector>

static void fill(const std::vector<std::string> &From, std::set<std::string> &Into,
                 int Depth) {
  for (const std::string &Each : From) {
    Into.insert(Each);
    if (Depth > 0)
      fill({Each + "/"}, Into, Depth - 1);
  }
}

std::set<std::string> onceOk(const std::vector<std::string> &From) {
  static std::set<std::string> Ok;
  if (Ok.empty())
    fill(From, Ok, 3);
  return Ok;
}

static void fillToo(const std::vector<std::string> &From, std::set<std::string> &Into) {
  for (const std::string &Each : From)
    Into.insert(Each);
}

std::size_t alwaysBad(const std::vector<std::string> &From) {
  static std::set<std::string> Bad;
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Bad' grows with every new element and nothing ever erases from it [mapwarden-unbounded-map]
  if (!Bad.empty())
    fillToo(From, Bad);
  Bad.insert("");
  return Bad.size();
}
