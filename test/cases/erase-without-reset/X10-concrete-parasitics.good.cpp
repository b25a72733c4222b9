// case: X10-concrete-parasitics
// from: parallaxsw/OpenSTA#439
// family: erase-without-reset
// shape: an object already known by that name is deleted first
// mode: tidy
// flags:
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sta {

class Sta;

class Parasitics {
 public:
  virtual ~Parasitics() = default;
  virtual bool haveParasitics() const = 0;
  virtual void clear() = 0;
  void addCap(float cap) { caps_.push_back(cap); }

 protected:
  std::vector<float> caps_;
};

class ConcreteParasitics : public Parasitics {
 public:
  ConcreteParasitics(std::string_view name, std::string_view filename) : name_(name), filename_(filename) {}
  bool haveParasitics() const override { return !caps_.empty(); }
  void clear() override { caps_.clear(); }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::string filename_;
};

bool readSpefFile(std::string_view filename, Parasitics* parasitics);

class Sta {
 public:
  static Sta* sta() { return sta_; }
  static void setSta(Sta* sta) { sta_ = sta; }
  ~Sta() { deleteParasitics(); }

  bool readSpef(std::string_view name, std::string_view filename);
  Parasitics* findParasitics(std::string_view name) const;
  void networkChanged() { deleteParasitics(); }

 private:
  using ParasiticsNameMap = std::map<std::string, Parasitics*, std::less<>>;

  Parasitics* makeConcreteParasitics(std::string_view name, std::string_view filename);
  void deleteParasitics();

  static inline Sta* sta_ = nullptr;
  ParasiticsNameMap parasitics_name_map_;
};

Parasitics* Sta::findParasitics(std::string_view name) const {
  auto it = parasitics_name_map_.find(name);
  return it == parasitics_name_map_.end() ? nullptr : it->second;
}

Parasitics* Sta::makeConcreteParasitics(std::string_view name, std::string_view filename) {
  Parasitics*& slot = parasitics_name_map_[std::string(name)];
  delete slot;
  slot = new ConcreteParasitics(name, filename);
  return slot;
}

void Sta::deleteParasitics() {
  for (const auto& [name, parasitics] : parasitics_name_map_)
    delete parasitics;
  parasitics_name_map_.clear();
}

bool Sta::readSpef(std::string_view name, std::string_view filename) {
  Parasitics* parasitics = makeConcreteParasitics(name, filename);
  return readSpefFile(filename, parasitics) && parasitics->haveParasitics();
}

}  // namespace sta

bool read_spef_cmd(const char* scene_name, const char* min_max, const char* filename) {
  return sta::Sta::sta()->readSpef(std::string(scene_name) + "_" + min_max, filename);
}
