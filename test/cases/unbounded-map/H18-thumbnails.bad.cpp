// case: H18-thumbnails
// from: dashpay/dash#6448
// family: unbounded-map
// shape: the store knows a limit and counts its entries, but both are only written to the log; nested in a file-static gallery
// mode: tidy
// flags:
#include <cstddef>
#include <cstdio>
#include <string>
#include <unordered_map>

struct Thumb {
  int width = 0;
  int height = 0;
  unsigned texture = 0;
};
Thumb make_thumb(const std::string &path);

class ThumbStore {
 public:
  explicit ThumbStore(std::size_t limit) : limit_(limit) {}
  bool find(const std::string &path, Thumb &out) const {
    auto it = thumbs_.find(path);
    if (it == thumbs_.end()) return false;
    out = it->second;
    return true;
  }
  void remember(const std::string &path, const Thumb &thumb) {
    if (thumbs_.emplace(path, thumb).second) ++count_;
    if (count_ % 100 == 0) std::printf("%zu of %zu thumbnails\n", count_, limit_);
  }

 private:
  std::size_t limit_;
  std::size_t count_ = 0;
  std::unordered_map<std::string, Thumb> thumbs_;  // expect: unbounded-map
};

struct Gallery {
  std::string title;
  ThumbStore thumbs{256};
};
static Gallery gallery;

unsigned on_scroll_to(const std::string &path) {
  Thumb thumb;
  if (!gallery.thumbs.find(path, thumb)) {
    thumb = make_thumb(path);
    gallery.thumbs.remember(path, thumb);
  }
  return thumb.texture;
}
