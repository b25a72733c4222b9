// case: K26-statement-handles
// from: pattern of C libraries with open and close functions of their own
// family: erase-without-reset
// shape: a C handle made by stmt_prepare() is erased; the destructor closes such handles by stmt_finalize()
// mode: tidy
#include <string>
#include <unordered_map>

extern "C" {
struct stmt;
int stmt_prepare(const char *text, struct stmt **out);
int stmt_step(struct stmt *s);
void stmt_finalize(struct stmt *s);
}

class Statements {
public:
  ~Statements() {
    for (auto &[text, handle] : prepared_)
      stmt_finalize(handle);
  }
  int run(const std::string &text) {
    auto it = prepared_.find(text);
    if (it == prepared_.end()) {
      stmt *handle = nullptr;
      if (stmt_prepare(text.c_str(), &handle) != 0)
        return -1;
      it = prepared_.emplace(text, handle).first;
    }
    return stmt_step(it->second);
  }
  void invalidate(const std::string &text) {
    auto it = prepared_.find(text);
    if (it == prepared_.end())
      return;
    prepared_.erase(it); // expect: erase-without-reset
  }

private:
  std::unordered_map<std::string, stmt *> prepared_;
};
