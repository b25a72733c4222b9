// case: K45-critical-section-macro
// from: pattern of LOCK(cs) macros of node software
// family: unlocked-map-access
// shape: it uses the macro
// mode: program
#pragma once
#include "sync.h"
#include <map>
#include <string>

extern CriticalSection cs_blocks;
extern std::map<std::string, int> requestedBlocks;

void requestBlock(const std::string &hash, int peer);
void receivedBlock(const std::string &hash);
