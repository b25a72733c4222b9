// case: W13-resized-layers
// from: PotatoOfDoom/CyberFSR2#23
// family: erase-without-reset
// shape: try_emplace tells whether the layer existed; its old surface is freed before it is replaced
// mode: tidy
// flags:
#include <map>
#include <string>

extern "C" {
typedef struct sc_surface sc_surface;
sc_surface* sc_surface_alloc(int width, int height);
void sc_surface_free(sc_surface* surface);
void sc_surface_fill(sc_surface* surface, unsigned rgba);
}

class Compositor {
 public:
  Compositor() = default;
  Compositor(const Compositor&) = delete;
  Compositor& operator=(const Compositor&) = delete;
  ~Compositor() {
    for (auto& entry : state_.surfaces)
      sc_surface_free(entry.second);
  }

  bool resize(int layer, int width, int height) {
    sc_surface* surface = sc_surface_alloc(width, height);
    if (surface == nullptr)
      return false;
    auto [pos, fresh] = state_.surfaces.try_emplace(layer, surface);
    if (!fresh) {
      sc_surface_free(pos->second);
      pos->second = surface;
    }
    state_.dirty = true;
    return true;
  }

  void title(int layer, const std::string& text) {
    if (state_.surfaces.count(layer) != 0)
      state_.titles.insert_or_assign(layer, text);
  }

  void fill(int layer, unsigned rgba) {
    auto it = state_.surfaces.find(layer);
    if (it != state_.surfaces.end())
      sc_surface_fill(it->second, rgba);
  }

  void remove(int layer) {
    auto it = state_.surfaces.find(layer);
    if (it == state_.surfaces.end())
      return;
    sc_surface_free(it->second);
    state_.surfaces.erase(it);
    state_.titles.erase(layer);
  }

 private:
  struct State {
    std::map<int, sc_surface*> surfaces;
    std::map<int, std::string> titles;
    bool dirty = false;
  };
  State state_;
};
