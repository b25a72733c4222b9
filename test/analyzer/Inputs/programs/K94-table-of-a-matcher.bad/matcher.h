// case: K94-table-of-a-matcher
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: the table is a member of an object that adds what it is asked for
// mode: program
#pragma once
#include <map>

#include <string>

class UrlTable {
public:
  void add(const std::string &url, int weight);
  int weightOf(const std::string &url) const;

private:
  std::map<std::string, int> weights_; // expect: unbounded-map
};

class Matcher {
public:
  explicit Matcher(const std::string &path);
  int weigh(const std::string &url);

private:
  void buildFrom(const std::string &path);
  UrlTable *table_ = nullptr;
};
