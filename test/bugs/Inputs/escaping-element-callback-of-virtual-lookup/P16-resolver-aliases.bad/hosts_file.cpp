// case: P16-resolver-aliases
// from: fresh
// family: escaping-element
// shape: a reference to an entry of a flat hash map is used after a virtual lookup; its callback runs at once and inserts aliases into the same map
// mode: program
// flags:
#include "hosts_file.h"

#include <algorithm>
#include <fstream>
#include <sstream>

HostsFile::HostsFile(const std::string &path) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line.substr(0, line.find('#')));
    Row row;
    if (!(fields >> row.address)) continue;
    for (std::string name; fields >> name;) row.names.push_back(name);
    rows_.push_back(row);
  }
}

void HostsFile::lookup(const std::string &host, const Found &found) {
  for (const Row &row : rows_) {
    if (std::find(row.names.begin(), row.names.end(), host) == row.names.end()) continue;
    for (const auto &name : row.names) found(name, row.address);
  }
}
