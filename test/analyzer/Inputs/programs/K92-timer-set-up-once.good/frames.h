// case: K92-timer-set-up-once
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a call_once connects the sweep to a timer
// mode: program
#pragma once
#include <string>

void evaluate(const std::string &session, long seen);
void tick();
