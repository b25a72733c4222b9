// RUN: %check %s mapwarden-unbounded-map %t
// An entry that is taken out and put back at once makes no room.
#include <map>
#include <string>

bool next(std::string &key);
bool usable(int value);
int make(const std::string &key);

std::map<std::string, int> refreshedBad;
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'refreshedBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE+7]]:16: note: grows here
int refreshed(const std::string &key) {
  if (auto hit = refreshedBad.find(key); hit != refreshedBad.end()) {
    if (usable(hit->second))
      return hit->second;
    refreshedBad.erase(hit);
  }
  refreshedBad.emplace(key, make(key));
  return 0;
}

std::map<std::string, int> failedOk;
int failed(const std::string &key) {
  if (auto hit = failedOk.find(key); hit != failedOk.end())
    failedOk.erase(hit);
  int value = make(key);
  if (value == 0)
    return 0; // It is gone for good.
  failedOk.emplace(key, value);
  return value;
}

std::map<std::string, int> renamedOk;
void renamed(std::string key) {
  renamedOk.erase(key);
  key = "new " + key;
  renamedOk.emplace(key, 1);
}

std::map<std::string, int> branchOk;
void branch(const std::string &key, bool again) {
  branchOk.erase(key);
  if (again)
    branchOk.emplace(key, 1);
}

int main() {
  std::string key;
  while (next(key)) {
    refreshed(key);
    failed(key);
    renamed(key);
    branch(key, key.empty());
  }
}
