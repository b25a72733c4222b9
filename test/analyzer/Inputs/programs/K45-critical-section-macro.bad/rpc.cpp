// case: K45-critical-section-macro
// from: pattern of LOCK(cs) macros of node software
// family: unlocked-map-access
// shape: the RPC unit reads the table of requested blocks without the macro
// mode: program
#include "blocks.h"

std::string listRequested() {
  std::string list;
  for (const auto &entry : requestedBlocks) // expect: unlocked-map-access
    list += entry.first + " ";
  return list;
}
