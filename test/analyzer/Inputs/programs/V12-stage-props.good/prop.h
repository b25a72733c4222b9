// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: the reload deletes the previous object before storing the new one
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
