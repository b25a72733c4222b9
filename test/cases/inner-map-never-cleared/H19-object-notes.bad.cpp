// case: H19-object-notes
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: wiping a note list clear()s the innermost vector; the tag and the object keep their empty containers for ever
// mode: tidy
// flags:
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

struct Call {
  enum { Append, Wipe, Length } what;
  std::uint32_t object;
  std::string tag;
  int value;
};
bool next_script_call(Call &c);
void answer(std::size_t n);

class NoteStore {
 public:
  void append(std::uint32_t object, const std::string &tag, int value) { store_[object][tag].push_back(value); }
  void wipe(std::uint32_t object, const std::string &tag) {
    auto o = store_.find(object);
    if (o == store_.end()) return;
    auto list = o->second.find(tag);
    if (list == o->second.end()) return;
    list->second.clear();  // expect: inner-map-never-cleared
  }
  std::size_t length(std::uint32_t object, const std::string &tag) const {
    auto o = store_.find(object);
    if (o == store_.end()) return 0;
    auto list = o->second.find(tag);
    return list == o->second.end() ? 0 : list->second.size();
  }

 private:
  std::unordered_map<std::uint32_t, std::unordered_map<std::string, std::vector<int>>> store_;  // accept: inner-map-never-cleared, unbounded-map
};

int main() {
  NoteStore notes;
  Call c;
  while (next_script_call(c)) {
    if (c.what == Call::Append) notes.append(c.object, c.tag, c.value);
    if (c.what == Call::Wipe) notes.wipe(c.object, c.tag);
    if (c.what == Call::Length) answer(notes.length(c.object, c.tag));
  }
}
