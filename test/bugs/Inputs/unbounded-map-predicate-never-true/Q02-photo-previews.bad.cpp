// case: Q02-photo-previews
// from: fresh
// family: unbounded-map
// shape: the values were weak pointers once; now that they are shared_ptr the sweep's "is it null" test is never true
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gallery {

using PhotoId = std::uint64_t;

class Preview {
 public:
  Preview(PhotoId id, std::vector<std::uint8_t> jpeg) : id_(id), jpeg_(std::move(jpeg)) {}
  PhotoId id() const { return id_; }
  const std::vector<std::uint8_t>& jpeg() const { return jpeg_; }

 private:
  PhotoId id_;
  std::vector<std::uint8_t> jpeg_;
};

std::vector<std::uint8_t> RenderPreview(PhotoId id);

class PreviewStore {
 public:
  std::shared_ptr<const Preview> Acquire(PhotoId id) {
    auto found = previews_.find(id);
    if (found != previews_.end())
      return found->second;
    auto made = std::make_shared<const Preview>(id, RenderPreview(id));
    previews_.emplace(id, made);
    return made;
  }

  // Forgets previews that no page shows any more.
  void Sweep() {
    absl::erase_if(previews_, [](const auto& entry) { return entry.second == nullptr; });
  }

 private:
  absl::flat_hash_map<PhotoId, std::shared_ptr<const Preview>> previews_;  // expect: unbounded-map
};

}  // namespace gallery

struct PageRequest {
  std::vector<gallery::PhotoId> photos;
};
bool NextRequest(PageRequest& request);
void SendPage(const std::vector<std::shared_ptr<const gallery::Preview>>& shown);

int main() {
  gallery::PreviewStore store;
  PageRequest request;
  for (unsigned served = 1; NextRequest(request); ++served) {
    std::vector<std::shared_ptr<const gallery::Preview>> shown;
    shown.reserve(request.photos.size());
    for (gallery::PhotoId id : request.photos)
      shown.push_back(store.Acquire(id));
    SendPage(shown);
    if (served % 256 == 0)
      store.Sweep();
  }
}
