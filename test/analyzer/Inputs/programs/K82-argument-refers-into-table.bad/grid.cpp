// case: K82-argument-refers-into-table
// from: pattern of methods that take a reference to an entry of their own table
// family: escaping-element
// shape: update() gets a reference into the table, inserts a neighbour and goes on to write through the reference
// mode: program
#include "grid.h"

void Grid::warm(int at) { update(cells_[at], at); } // accept: escaping-element
