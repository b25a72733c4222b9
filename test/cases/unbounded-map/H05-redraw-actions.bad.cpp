// case: H05-redraw-actions
// from: RawTherapee/RawTherapee#5323
// family: unbounded-map
// shape: each opened editor registers new event numbers in a singleton; closing the editor takes none of them out
// mode: tidy
// flags:
#include <map>
#include <string>

bool open_next(std::string &path);
bool next_change(int &tool);
void redraw(const std::string &path, int action);

class RedrawTable {
 public:
  static RedrawTable &instance() {
    static RedrawTable table;
    return table;
  }
  int add(int action) {
    const int event = next_event_++;
    actions_[event] = action;
    return event;
  }
  int action_of(int event) const {
    auto it = actions_.find(event);
    return it == actions_.end() ? 0 : it->second;
  }

 private:
  int next_event_ = 1;
  std::map<int, int> actions_;  // expect: unbounded-map
};

class Editor {
 public:
  explicit Editor(const std::string &path)
      : path_(path), exposure_(RedrawTable::instance().add(3)), crop_(RedrawTable::instance().add(7)) {}
  void run() {
    int tool;
    while (next_change(tool)) redraw(path_, RedrawTable::instance().action_of(tool == 0 ? exposure_ : crop_));
  }

 private:
  std::string path_;
  int exposure_;
  int crop_;
};

int main() {
  std::string path;
  while (open_next(path)) Editor(path).run();
}
