// case: K92-timer-set-up-once
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a call_once runs the sweep itself, once
// mode: program
#pragma once
#include <string>

void evaluate(const std::string &session, long seen);
void tick();
