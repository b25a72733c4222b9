// case: H27-landmarks
// from: xdspacelab/openvslam#365
// family: erase-without-reset
// shape: unique_ptr::release() goes into the map in add(); erase(id) in another method loses the landmark
// mode: tidy
// flags:
#include <map>
#include <memory>

struct Landmark {
  unsigned id = 0;
  double position[3] = {0, 0, 0};
  unsigned observed = 0;
};

class LandmarkBook {
 public:
  LandmarkBook() = default;
  LandmarkBook(const LandmarkBook &) = delete;
  LandmarkBook &operator=(const LandmarkBook &) = delete;
  ~LandmarkBook() {
    for (auto &entry : landmarks_) delete entry.second;
  }

  void add(std::unique_ptr<Landmark> landmark) {
    const unsigned id = landmark->id;
    if (landmarks_.count(id) != 0) return;
    landmarks_.emplace(id, landmark.release());
  }
  void observe(unsigned id) {
    auto it = landmarks_.find(id);
    if (it != landmarks_.end()) ++it->second->observed;
  }
  void remove(unsigned id) {
    landmarks_.erase(id);  // expect: erase-without-reset
  }

 private:
  std::map<unsigned, Landmark *> landmarks_;
};

void cull(LandmarkBook &book, unsigned id) { book.remove(id); }
