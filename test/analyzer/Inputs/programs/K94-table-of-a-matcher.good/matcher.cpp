// case: K94-table-of-a-matcher
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: the table is a member of an object whose constructor fills it, though such objects are made at run time
// mode: program
#include "matcher.h"
#include <fstream>

void UrlTable::add(const std::string &url, int weight) { weights_.emplace(url, weight); }

int UrlTable::weightOf(const std::string &url) const {
  auto it = weights_.find(url);
  return it == weights_.end() ? 0 : it->second;
}

Matcher::Matcher(const std::string &path) { buildFrom(path); }

void Matcher::buildFrom(const std::string &path) {
  table_ = new UrlTable;
  std::ifstream in(path);
  std::string url;
  int line = 0;
  while (std::getline(in, url))
    table_->add(url, ++line);
}

int Matcher::weigh(const std::string &url) {
  int weight = table_->weightOf(url);
  return weight;
}
