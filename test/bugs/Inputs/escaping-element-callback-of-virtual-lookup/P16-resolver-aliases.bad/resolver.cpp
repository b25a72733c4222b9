// case: P16-resolver-aliases
// from: fresh
// family: escaping-element
// shape: a reference to an entry of a flat hash map is used after a virtual lookup; its callback runs at once and inserts aliases into the same map
// mode: program
// flags:
#include "resolver.h"

std::string Resolver::rotate(Entry &entry) {
  if (entry.addresses.empty()) return std::string();
  return entry.addresses[entry.next++ % entry.addresses.size()];
}

void Resolver::add(const std::string &name, const std::string &address) {
  Entry &entry = table_[name];
  entry.asked = Clock::now();
  entry.addresses.push_back(address);
}

std::string Resolver::resolve(const std::string &host) {
  auto known = table_.find(host);
  if (known != table_.end()) return rotate(known->second);
  Entry &entry = table_[host];
  entry.asked = Clock::now();
  source_.lookup(host, [this](const std::string &name, const std::string &address) { add(name, address); });
  return rotate(entry);  // expect: escaping-element
}

void Resolver::expire(std::chrono::seconds age) {
  const auto now = Clock::now();
  for (auto it = table_.begin(); it != table_.end();) {
    auto current = it++;
    if (now - current->second.asked > age) table_.erase(current);
  }
}
