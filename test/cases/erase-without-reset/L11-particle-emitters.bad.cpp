// case: L11-particle-emitters
// from: fresh
// family: erase-without-reset
// shape: the destructor deletes the textures but forgets the emitters, which are values of a DenseMap of raw owning pointers
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <memory>
#include <string>
#include <utility>

struct Particle {
  float x, y, life;
};

struct Texture {
  explicit Texture(std::string File) : File(std::move(File)) {}
  std::string File;
};

class Emitter {
public:
  explicit Emitter(const Texture *Skin) : Skin(Skin) {}
  const std::string &skin() const { return Skin->File; }
  void step(float Seconds) {
    for (Particle &P : Live)
      P.life -= Seconds;
    llvm::erase_if(Live, [](const Particle &P) { return P.life <= 0; });
  }

private:
  const Texture *Skin;
  llvm::SmallVector<Particle, 64> Live;
};

template <class Range> void destroyElements(Range &R) {
  for (auto *Element : R)
    delete Element;
  R.clear();
}

class ParticleSystem {
public:
  ParticleSystem() = default;
  ParticleSystem(const ParticleSystem &) = delete;
  ParticleSystem &operator=(const ParticleSystem &) = delete;
  ~ParticleSystem();

  void spawn(unsigned Entity, std::string File) {
    if (Emitters.count(Entity))
      return;
    Textures.push_back(new Texture(std::move(File)));
    Emitters.try_emplace(Entity, new Emitter(Textures.back()));
  }
  void despawn(unsigned Entity) {
    auto Found = Emitters.find(Entity);
    if (Found == Emitters.end())
      return;
    delete Found->second;
    Emitters.erase(Found);
  }
  void step(float Seconds) {
    for (auto &[Entity, E] : Emitters)
      E->step(Seconds);
  }

private:
  llvm::SmallVector<Texture *, 16> Textures;
  llvm::DenseMap<unsigned, Emitter *> Emitters;  // expect: erase-without-reset
};

ParticleSystem::~ParticleSystem() {
  destroyElements(Textures);
}

class Level {
public:
  void enter() { Particles = std::make_unique<ParticleSystem>(); }
  void leave() { Particles.reset(); }

private:
  std::unique_ptr<ParticleSystem> Particles;
};
