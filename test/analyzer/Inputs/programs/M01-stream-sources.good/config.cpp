// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: benign look-alike: nobody calls release(), but sources are only declared while the configuration file is read, before serving
// mode: program
// flags:
#include <fstream>

#include "source_hub.h"

bool load_config(const char *path, SourceHub &hub) {
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line))
    if (line.compare(0, 7, "stream ") == 0) hub.declare(line.substr(7));
  return in.eof();
}
