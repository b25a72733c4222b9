// case: H27-landmarks
// from: xdspacelab/openvslam#365
// family: erase-without-reset
// shape: the pointer is handed on to a vector of unique_ptr that is emptied when the optimiser is idle
// mode: tidy
// flags:
#include <map>
#include <memory>
#include <vector>

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
  void optimiser_idle() { retired_.clear(); }
  void observe(unsigned id) {
    auto it = landmarks_.find(id);
    if (it != landmarks_.end()) ++it->second->observed;
  }
  void remove(unsigned id) {
    auto it = landmarks_.find(id);
    if (it == landmarks_.end()) return;
    retired_.emplace_back(it->second);
    landmarks_.erase(it);
  }

 private:
  std::map<unsigned, Landmark *> landmarks_;
  std::vector<std::unique_ptr<Landmark>> retired_;
};

void cull(LandmarkBook &book, unsigned id) { book.remove(id); }
