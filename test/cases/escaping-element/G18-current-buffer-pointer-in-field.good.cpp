// case: G18-current-buffer-pointer-in-field
// from: envoyproxy/envoy#15719, chipsalliance/verible#1182
// family: escaping-element
// shape: the field keeps the key; the pointer lives within one method only
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
    buffers_.try_emplace(id);
    current_ = id;
  }
  void create(int id, const std::string &title) { buffers_[id].title = title; }
  void close(int id) {
    if (current_ == id)
      current_ = -1;
    buffers_.erase(id);
  }
  void type(char c) {
    auto it = buffers_.find(current_);
    if (it == buffers_.end())
      return;
    Buffer *buffer = &it->second;
    buffer->text.push_back(c);
    if (buffer->title.empty())
      buffer->title = "untitled";
  }

private:
  absl::flat_hash_map<int, Buffer> buffers_;
  int current_ = -1;
};
