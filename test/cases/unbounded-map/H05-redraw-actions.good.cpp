// case: H05-redraw-actions
// from: RawTherapee/RawTherapee#5323
// family: unbounded-map
// shape: the tools register once, in main before its loop; the editors share the numbers
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
  std::map<int, int> actions_;
};

class Editor {
 public:
  Editor(const std::string &path, int exposure, int crop) : path_(path), exposure_(exposure), crop_(crop) {}
  void run() {
    int tool;
    while (next_change(tool)) redraw(path_, RedrawTable::instance().action_of(tool == 0 ? exposure_ : crop_));
  }

 private:
  std::string path_;
  int exposure_;
  int crop_;
};

static int register_tool(int action) { return RedrawTable::instance().add(action); }

int main() {
  const int exposure = register_tool(3);
  const int crop = register_tool(7);
  std::string path;
  while (open_next(path)) Editor(path, exposure, crop).run();
}
