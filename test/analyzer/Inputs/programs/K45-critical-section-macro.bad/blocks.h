// case: K45-critical-section-macro
// from: pattern of LOCK(cs) macros of node software
// family: unlocked-map-access
// shape: the RPC unit reads the table of requested blocks without the macro
// mode: program
#pragma once
#include "sync.h"
#include <map>
#include <string>

extern CriticalSection cs_blocks;
extern std::map<std::string, int> requestedBlocks;

void requestBlock(const std::string &hash, int peer);
void receivedBlock(const std::string &hash);
