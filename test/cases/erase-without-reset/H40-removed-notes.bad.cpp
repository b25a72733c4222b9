// case: H40-removed-notes
// from: markparticle/WebServer#39 (closed users kept in the map)
// family: erase-without-reset
// shape: remove() sets a flag in the mapped struct, which keeps its text and picture; the map never erases
// mode: tidy
// flags:
#include <map>
#include <string>
#include <utility>
#include <vector>

struct Command {
  enum { Write, Remove, Print } what;
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
    it->second.removed = true;  // expect: erase-without-reset
  }
  void print_all() const {
    for (const auto &entry : notes_)
      if (!entry.second.removed) print(entry.first, entry.second.text);
  }

 private:
  struct Note {
    std::string text;
    std::vector<unsigned char> picture;
    bool removed;
  };
  int last_id_ = 0;
  std::map<int, Note> notes_;  // accept: unbounded-map
};

int main() {
  NoteBook book;
  Command c;
  while (next_command(c)) {
    if (c.what == Command::Write) book.write(c.text, c.picture);
    if (c.what == Command::Remove) book.remove(c.note);
    if (c.what == Command::Print) book.print_all();
  }
}
