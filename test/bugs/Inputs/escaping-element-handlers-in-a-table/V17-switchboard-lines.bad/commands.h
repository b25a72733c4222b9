// case: V17-switchboard-lines
// from: opentelemetry-cpp
// family: escaping-element
// shape: a reference to the caller's entry is used after the command handler in another unit, which may erase that entry
// mode: program
// flags:
#pragma once
#include "switchboard.h"

void runCommand(Switchboard& board, int line, const std::string& text);
