// case: H31-spool-files
// from: seastar#4 / Remoted fd leaks (wazuh#642), FILE* in a struct
// family: erase-without-reset
// shape: the sweep closes through a helper function that takes the struct
// mode: tidy
// flags:
#include <cstdio>
#include <ctime>
#include <iterator>
#include <map>
#include <string>

struct Spool {
  std::FILE *file;
  std::time_t last_use;
};

static void close_spool(Spool &spool) {
  std::fflush(spool.file);
  std::fclose(spool.file);
  spool.file = nullptr;
}

class SpoolFiles {
 public:
  SpoolFiles() = default;
  SpoolFiles(const SpoolFiles &) = delete;
  SpoolFiles &operator=(const SpoolFiles &) = delete;
  ~SpoolFiles() {
    for (auto &entry : spools_) close_spool(entry.second);
  }

  bool write(const std::string &printer, const std::string &page, std::time_t now) {
    sweep(now);
    auto it = spools_.find(printer);
    if (it == spools_.end()) {
      std::FILE *file = std::fopen(("/var/spool/" + printer).c_str(), "ab");
      if (file == nullptr) return false;
      it = spools_.emplace(printer, Spool{file, now}).first;
    }
    it->second.last_use = now;
    return std::fputs(page.c_str(), it->second.file) >= 0;
  }

 private:
  void sweep(std::time_t now) {
    for (auto it = spools_.begin(); it != spools_.end();) {
      if (now - it->second.last_use > 60) {
        close_spool(it->second);
        it = spools_.erase(it);
      } else {
        ++it;
      }
    }
  }
  std::map<std::string, Spool> spools_;
};
