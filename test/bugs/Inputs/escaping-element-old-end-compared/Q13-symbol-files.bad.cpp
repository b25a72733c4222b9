// case: Q13-symbol-files
// from: fresh
// family: escaping-element
// shape: the end() result of find() is compared again after a helper inserted the key: a robin_map that grew has another end()
// mode: tidy
// flags:
#include <tsl/robin_map.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace profiler {

using ModuleId = std::uint64_t;

struct SourceLine {
  std::string file;
  unsigned line = 0;
};

struct SymbolFile {
  bool present = false;
  std::vector<SourceLine> lines;  // by method token
};

bool ReadSymbolFile(ModuleId module, std::vector<SourceLine>& lines);

class SymbolFiles {
 public:
  // The place of a method in the sources; empty when there are no symbols.
  SourceLine Locate(ModuleId module, unsigned method) {
    auto it = files_.find(module);
    if (it == files_.end()) {
      Parse(module);
    }
    const SymbolFile& file = it == files_.end() ? files_[module] : it->second;  // expect: escaping-element
    if (!file.present || method >= file.lines.size()) {
      return {};
    }
    return file.lines[method];
  }

  void Unload(ModuleId module) { files_.erase(module); }

 private:
  void Parse(ModuleId module) {
    SymbolFile file;
    file.present = ReadSymbolFile(module, file.lines);
    files_.insert_or_assign(module, std::move(file));
  }

  tsl::robin_map<ModuleId, SymbolFile> files_;
};

struct Notice {
  enum class Kind { kSample, kModuleUnloaded } kind = Kind::kSample;
  ModuleId module = 0;
  unsigned method = 0;
};

}  // namespace profiler

bool NextNotice(profiler::Notice& notice);
void CountSample(const std::string& file, unsigned line);

int main() {
  using profiler::Notice;
  profiler::SymbolFiles symbols;
  Notice notice;
  while (NextNotice(notice)) {
    if (notice.kind == Notice::Kind::kModuleUnloaded) {
      symbols.Unload(notice.module);
      continue;
    }
    const profiler::SourceLine where = symbols.Locate(notice.module, notice.method);
    CountSample(where.file, where.line);
  }
}
