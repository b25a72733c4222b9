// case: K45-critical-section-macro
// from: pattern of LOCK(cs) macros of node software
// family: unlocked-map-access
// shape: it uses the macro
// mode: program
#include "blocks.h"

std::string listRequested() {
  std::string list;
  LOCK(cs_blocks);
  for (const auto &entry : requestedBlocks)
    list += entry.first + " ";
  return list;
}
