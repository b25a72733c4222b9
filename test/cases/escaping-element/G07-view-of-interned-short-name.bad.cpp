// case: G07-view-of-interned-short-name
// from: facebookincubator/velox#18319
// family: escaping-element
// shape: a string_view into a short string stored in a flat set is used after a second insertion through the same method
// mode: tidy
#include <absl/container/flat_hash_set.h>
#include <string>
#include <string_view>

// Latin names of plants; the first word is the genus.
class NamePool {
public:
  std::string_view intern(const std::string &name);
  bool sameGenus(const std::string &a, const std::string &b);
  void forget(const std::string &name) { names_.erase(name); }

private:
  absl::flat_hash_set<std::string> names_;
};

std::string_view NamePool::intern(const std::string &name) {
  return *names_.insert(name).first; // accept: escaping-element
}

static std::string_view genus(std::string_view name) { return name.substr(0, name.find(' ')); }

bool NamePool::sameGenus(const std::string &a, const std::string &b) {
  std::string_view left = intern(a);
  std::string_view right = intern(b);
  return genus(left) == genus(right); // expect: escaping-element
}
