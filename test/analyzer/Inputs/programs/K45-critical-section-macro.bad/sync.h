// case: K45-critical-section-macro
// from: pattern of LOCK(cs) macros of node software
// family: unlocked-map-access
// shape: the RPC unit reads the table of requested blocks without the macro
// mode: program
#pragma once
#include <mutex>

using CriticalSection = std::recursive_mutex;
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define LOCK(cs) std::unique_lock<CriticalSection> JOIN(criticalBlock, __LINE__)(cs)
