// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: a reload stores a new object under the same key and the previous raw pointer is lost
// mode: program
// flags:
#pragma once
#include <string>
#include <vector>

struct Prop {
  std::string name;
  int width = 0;
  int height = 0;
  std::vector<unsigned char> pixels;
};

Prop *load_prop(const std::string &name);  // caller owns the result, may be null
