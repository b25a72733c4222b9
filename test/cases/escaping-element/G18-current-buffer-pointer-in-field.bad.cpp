// case: G18-current-buffer-pointer-in-field
// from: envoyproxy/envoy#15719, chipsalliance/verible#1182
// family: escaping-element
// shape: a pointer to a value of a flat map is stored in a field; later insertions of the same class move the value
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <string>

struct Buffer {
  std::string title;
  std::string text;
};

class Editor {
public:
  void open(int id) {
    current_ = &buffers_[id]; // expect: escaping-element
  }
  void create(int id, const std::string &title) { buffers_[id].title = title; }
  void close(int id) {
    current_ = nullptr;
    buffers_.erase(id);
  }
  void type(char c) {
    if (current_ != nullptr)
      current_->text.push_back(c); // accept: escaping-element
  }

private:
  absl::flat_hash_map<int, Buffer> buffers_;
  Buffer *current_ = nullptr;
};
