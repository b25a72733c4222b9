// case: K94-table-of-a-matcher
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: the table is a member of an object that adds what it is asked for
// mode: program
#include "matcher.h"
#include <iostream>

static Matcher *current;

static void replaceRules(const std::string &path) {
  Matcher probe(path);
  if (probe.weigh("/") == 0)
    current = new Matcher(path);
}

int main(int argc, char **argv) {
  replaceRules(argc > 1 ? argv[1] : "rules");
  std::string url;
  int total = 0;
  while (std::getline(std::cin, url)) {
    total += current->weigh(url);
  }
  return total == 0;
}
