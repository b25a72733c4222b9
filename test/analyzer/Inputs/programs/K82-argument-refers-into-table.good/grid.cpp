// case: K82-argument-refers-into-table
// from: pattern of methods that take a reference to an entry of their own table
// family: escaping-element
// shape: update() gets the key and looks up after the insertion
// mode: program
#include "grid.h"

void Grid::warm(int at) { update(at); }
