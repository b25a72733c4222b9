// Files, descriptors and malloc'ed memory are released by their own function.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <string>
#include <unistd.h>

class LogsBad {
public:
  void start(const std::string &Name) {
    if (!Files.count(Name))
      Files[Name] = std::fopen(Name.c_str(), "a");
  }
  void rotate(const std::string &Name) { Files.erase(Name); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: erasing from 'Files' drops its 'std::FILE *' without 'fclose' [mapwarden-erase-without-reset]
// CHECK-FIXES: void rotate(const std::string &Name) { mapwarden::erase_reset(Files, Name, [](auto *p) { ::fclose(p); }); }

private:
  std::map<std::string, std::FILE *> Files;
};

class SocketsBad {
public:
  void attach(const std::string &Path) {
    if (!Descriptors.count(Path))
      Descriptors[Path] = ::open(Path.c_str(), O_RDONLY);
  }
  void detach(const std::string &Path) { Descriptors.erase(Path); }
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: erasing from 'Descriptors' drops its 'int' without 'close' [mapwarden-erase-without-reset]
// CHECK-FIXES: void detach(const std::string &Path) { mapwarden::erase_reset(Descriptors, Path, [](auto p) { ::close(p); }); }

private:
  std::map<std::string, int> Descriptors;
};

class TextsBad {
public:
  void add(int Id, const char *Text) {
    if (!Texts.count(Id))
      Texts[Id] = strdup(Text);
  }
  void forget() { Texts.clear(); }
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: clearing 'Texts' drops its 'char *' without 'free' [mapwarden-erase-without-reset]
// CHECK-FIXES: void forget() { mapwarden::clear_reset(Texts, [](auto *p) { ::free(p); }); }

private:
  std::map<int, char *> Texts;
};

LogsBad Logs;
SocketsBad Sockets;
TextsBad Texts;

using PlainLogs = std::map<int, FILE *>;
class PlainLogsBad {
public:
  ~PlainLogsBad() {
    for (auto &Each : Files)
      fclose(Each.second);
  }
  void start(int Id) {
    if (!Files.count(Id))
      Files[Id] = fopen("log", "a");
  }
  void rotate(int Id) { Files.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: erasing from 'Files' drops its 'FILE *' without 'fclose' [mapwarden-erase-without-reset]
// CHECK-FIXES: void rotate(int Id) { mapwarden::erase_reset(Files, Id, [](auto *p) { ::fclose(p); }); }

private:
  PlainLogs Files;
};
