// case: K14-private-implementation
// from: pattern of pimpl classes that remember what they have parsed
// family: unbounded-map
// shape: the implementation behind a unique_ptr, owned by a static object, keeps every parsed document
// mode: program
#include "store.h"
#include <unordered_map>

struct Document {
  std::string title;
  std::string text;
};

struct Store::Impl {
  int next = 0;
  std::unordered_map<int, Document> documents; // expect: unbounded-map
};

Store::Store() : impl_(std::make_unique<Impl>()) {}
Store::~Store() = default;

int Store::load(const std::string &text) {
  impl_->documents[impl_->next] = Document{text.substr(0, text.find('\n')), text};
  return impl_->next++;
}

std::string Store::title(int handle) const {
  auto it = impl_->documents.find(handle);
  return it == impl_->documents.end() ? "" : it->second.title;
}

void Store::release(int handle) { impl_->documents[handle].text.clear(); }
