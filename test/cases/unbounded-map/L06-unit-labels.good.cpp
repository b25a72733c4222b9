// case: L06-unit-labels
// from: fresh
// family: unbounded-map
// shape: the never-erased table is a local object of the function that assembles one unit and dies with it
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>
#include <string>
#include <vector>

namespace {

struct Line {
  std::string label;
  std::string mnemonic;
  std::string target;
};
struct Unit {
  std::string name;
  std::vector<Line> lines;
};
struct Fixup {
  unsigned offset;
  unsigned label;
};

class LabelTable {
public:
  unsigned number(llvm::StringRef name) {
    return ids_.try_emplace(name, ids_.size()).first->second;
  }
  unsigned size() const { return ids_.size(); }

private:
  llvm::StringMap<unsigned> ids_;
};

} // namespace

bool receiveUnit(std::string *name, std::vector<std::string> *text);
void sendObject(const std::string &name, unsigned labels, std::size_t fixups);

static Line split(const std::string &text) {
  const auto colon = text.find(':');
  Line line;
  if (colon != std::string::npos)
    line.label = text.substr(0, colon);
  const auto blank = text.rfind(' ');
  line.target = blank == std::string::npos ? "" : text.substr(blank + 1);
  return line;
}

static void assembleUnit(const Unit &unit) {
  LabelTable labels;
  std::vector<Fixup> fixups;
  unsigned offset = 0;
  for (const Line &line : unit.lines) {
    if (!line.label.empty())
      labels.number(unit.name + "." + line.label);
    if (!line.target.empty())
      fixups.push_back({offset, labels.number(unit.name + "." + line.target)});
    offset += 4;
  }
  sendObject(unit.name, labels.size(), fixups.size());
}

int main() {
  std::string name;
  std::vector<std::string> text;
  while (receiveUnit(&name, &text)) {
    Unit unit{name, {}};
    for (const std::string &line : text)
      unit.lines.push_back(split(line));
    assembleUnit(unit);
  }
}
