// case: K45-critical-section-macro
// from: pattern of LOCK(cs) macros of node software
// family: unlocked-map-access
// shape: it uses the macro
// mode: program
#include "blocks.h"

CriticalSection cs_blocks;
std::map<std::string, int> requestedBlocks;

void requestBlock(const std::string &hash, int peer) {
  LOCK(cs_blocks);
  requestedBlocks[hash] = peer;
}

void receivedBlock(const std::string &hash) {
  LOCK(cs_blocks);
  requestedBlocks.erase(hash);
}
