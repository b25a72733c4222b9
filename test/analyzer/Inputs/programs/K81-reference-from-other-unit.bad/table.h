// case: K81-reference-from-other-unit
// from: pattern of intern functions that return a reference to the table's entry
// family: escaping-element
// shape: two units: the reference that get() returned is used after intern() of another name, which inserts
// mode: program
#pragma once
#include <string>
#include <tsl/robin_map.h>

struct Info {
  int id = 0;
  std::string file;
};

class Table {
public:
  Info &get(const std::string &name);
  int intern(const std::string &name);

private:
  tsl::robin_map<std::string, Info> infos_;
};
