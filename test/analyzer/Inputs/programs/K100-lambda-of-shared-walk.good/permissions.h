// case: K100-lambda-of-shared-walk
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a lambda that only start-up gives to a walk that others use all the time
// mode: program
#pragma once
#include "lines.h"

void initPermissions(const Lines &lines);
bool isAllowed(const std::string &password);
void allow(const Lines &lines);
