// case: H40-removed-notes
// from: markparticle/WebServer#39 (closed users kept in the map)
// family: erase-without-reset
// shape: removed notes can be undone until the next print, which erases the marked ones
// mode: tidy
// flags:
#include <map>
#include <string>
#include <utility>
#include <vector>

struct Command {
  enum { Write, Remove, Restore, Print } what;
  int note;
  std::string text;
  std::vector<unsigned char> picture;
};
bool next_command(Command &c);
void print(int id, const std::string &text);

class NoteBook {
 public:
  int write(std::string text, std::vector<unsigned char> picture) {
    const int id = ++last_id_;
    notes_.emplace(id, Note{std::move(text), std::move(picture), false});
    return id;
  }
  void remove(int id) {
    auto it = notes_.find(id);
    if (it == notes_.end()) return;
    it->second.removed = true;
  }
  void restore(int id) {
    auto it = notes_.find(id);
    if (it != notes_.end()) it->second.removed = false;
  }
  void print_all() {
    for (auto it = notes_.begin(); it != notes_.end();) {
      if (it->second.removed) {
        it = notes_.erase(it);
      } else {
        print(it->first, it->second.text);
        ++it;
      }
    }
  }

 private:
  struct Note {
    std::string text;
    std::vector<unsigned char> picture;
    bool removed;
  };
  int last_id_ = 0;
  std::map<int, Note> notes_;
};

int main() {
  NoteBook book;
  Command c;
  while (next_command(c)) {
    if (c.what == Command::Write) book.write(c.text, c.picture);
    if (c.what == Command::Remove) book.remove(c.note);
    if (c.what == Command::Restore) book.restore(c.note);
    if (c.what == Command::Print) book.print_all();
  }
}
