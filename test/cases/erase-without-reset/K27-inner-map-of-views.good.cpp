// case: K27-inner-map-of-views
// from: pattern of two-level tables of raw pointers
// family: erase-without-reset
// shape: the view is taken out, erased, deleted
// mode: tidy
#include <map>
#include <string>

struct View {
  std::string title;
};

class Views {
public:
  ~Views() {
    for (auto &user : byUser_)
      for (auto &view : user.second)
        delete view.second;
  }
  void open(const std::string &user, int id, const std::string &title) {
    View *&slot = byUser_[user][id];
    delete slot;
    slot = new View{title};
  }
  void close(const std::string &user, int id) {
    auto outer = byUser_.find(user);
    if (outer == byUser_.end())
      return;
    auto inner = outer->second.find(id);
    if (inner == outer->second.end())
      return;
    View *view = inner->second;
    outer->second.erase(inner);
    delete view;
    if (outer->second.empty())
      byUser_.erase(outer);
  }

private:
  std::map<std::string, std::map<int, View *>> byUser_;
};
