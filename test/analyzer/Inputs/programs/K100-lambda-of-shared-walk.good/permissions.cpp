// case: K100-lambda-of-shared-walk
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a lambda that only start-up gives to a walk that others use all the time
// mode: program
#include "permissions.h"
#include <set>

static std::set<std::string> passwords;

void initPermissions(const Lines &lines) {
  lines.with("password ", [](const std::string &value) { passwords.insert(value); });
}

void allow(const Lines &lines) {
  bool any = false;
  lines.with("password ", [&](const std::string &value) { any |= isAllowed(value); });
}

bool isAllowed(const std::string &password) { return passwords.count(password) != 0; }
