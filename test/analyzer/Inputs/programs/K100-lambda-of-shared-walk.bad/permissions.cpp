// case: K100-lambda-of-shared-walk
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: clients give the walk such a lambda, too
// mode: program
#include "permissions.h"
#include <set>

static std::set<std::string> passwords; // expect: unbounded-map

void initPermissions(const Lines &lines) {
  lines.with("password ", [](const std::string &value) { passwords.insert(value); });
}

void allow(const Lines &lines) {
  lines.with("password ", [](const std::string &value) { passwords.insert(value); });
}

bool isAllowed(const std::string &password) { return passwords.count(password) != 0; }
