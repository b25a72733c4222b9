// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a constructor fills the tables that it makes, through elements of an array
// mode: program
#include "strategy.h"
#include <iostream>
#include <memory>

static std::unique_ptr<Strategy> strategy;

static std::vector<std::shared_ptr<Ring>> rings;

static void addRing(const std::vector<std::string> &hosts) {
  auto ring = std::make_shared<Ring>();
  for (const std::string &host : hosts)
    ring->insert(host, 4);
  rings.push_back(std::move(ring));
  if (rings.size() > 9)
    rings.erase(rings.begin());
}

static void choose(const std::string &line) {
  if (line.find(',') != std::string::npos)
    strategy = std::make_unique<Strategy>(std::vector<std::string>{line, line + "2"}, std::vector<std::string>());
  else if (line.size() > 20)
    addRing({line, line + "2"});
  else
    std::cout << strategy->hostOf(line) << "\n";
}

int main() {
  strategy = std::make_unique<Strategy>(std::vector<std::string>{"first"}, std::vector<std::string>());
  for (std::string line; std::getline(std::cin, line);)
    choose(line);
}
