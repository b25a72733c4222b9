// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: a reload stores a new object under the same key and the previous raw pointer is lost
// mode: program
// flags:
#pragma once
#include <map>

#include "prop.h"

class PropShelf {
 public:
  explicit PropShelf(const std::string &list_file);
  ~PropShelf();
  PropShelf(const PropShelf &) = delete;
  PropShelf &operator=(const PropShelf &) = delete;

  bool reload(const std::string &name);
  const Prop *find(const std::string &name) const;

 private:
  std::map<std::string, Prop *> props_;
};
