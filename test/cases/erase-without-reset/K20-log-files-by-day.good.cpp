// case: K20-log-files-by-day
// from: pattern of log rotation that overwrites the stream
// family: erase-without-reset
// shape: the old stream is closed first
// mode: tidy
#include <cstdio>
#include <map>
#include <string>

class LogFiles {
public:
  ~LogFiles() {
    for (auto &[name, file] : files_)
      if (file)
        std::fclose(file);
  }
  void write(const std::string &name, const std::string &line) {
    auto it = files_.find(name);
    if (it != files_.end() && it->second)
      std::fputs(line.c_str(), it->second);
  }
  void rotate(const std::string &name, const std::string &path) {
    std::FILE *&file = files_[name];
    if (file)
      std::fclose(file);
    file = std::fopen(path.c_str(), "a");
  }

private:
  std::map<std::string, std::FILE *> files_;
};
