// case: K82-argument-refers-into-table
// from: pattern of methods that take a reference to an entry of their own table
// family: escaping-element
// shape: update() gets a reference into the table, inserts a neighbour and goes on to write through the reference
// mode: program
#pragma once
#include <absl/container/flat_hash_map.h>

struct Cell {
  int heat = 0;
  int neighbour = 0;
};

class Grid {
public:
  void warm(int at);

private:
  void update(Cell &cell, int at);
  void ensure(int at);
  absl::flat_hash_map<int, Cell> cells_;
};
