// case: Q16-creature-effects
// from: fresh
// family: escaping-element
// shape: effects are ticked while both levels of an unordered_map are walked; some effects add further effects on the way
// mode: tidy
// flags:
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

enum class Limb { Head, Torso, Arm, Leg };

struct Effect {
  int turns = 0;
  int strength = 0;
};

class Creature {
 public:
  void addEffect(const std::string& name, Limb limb, int turns, int strength) {
    Effect& e = effects_[name][limb];
    if (e.turns < turns) e.turns = turns;
    if (e.strength < strength) e.strength = strength;
  }

  int strengthOf(const std::string& name, Limb limb) const {
    auto kind = effects_.find(name);
    if (kind == effects_.end()) return 0;
    auto one = kind->second.find(limb);
    return one == kind->second.end() ? 0 : one->second.strength;
  }

  void processEffects() {
    for (auto& [name, limbs] : effects_) {  // expect: escaping-element
      for (auto& [limb, effect] : limbs) {  // accept: escaping-element
        --effect.turns;                     // accept: escaping-element
        tick(name, limb, effect.strength);  // accept: escaping-element
      }
    }
    dropExpired();
  }

  bool alive() const { return health_ > 0; }

 private:
  void tick(const std::string& name, Limb limb, int strength) {
    if (name == "bite") {
      health_ -= strength;
      if (strength > 3) addEffect("infection", limb, 200, 1);
    } else if (name == "infection") {
      health_ -= 1;
      addEffect("fever", Limb::Torso, 20, strength);
    } else if (name == "fever" && strength > 0) {
      addEffect("dizziness", Limb::Head, 5, strength);
    }
  }

  void dropExpired() {
    for (auto kind = effects_.begin(); kind != effects_.end();) {
      auto& limbs = kind->second;
      for (auto one = limbs.begin(); one != limbs.end();)
        one = one->second.turns <= 0 ? limbs.erase(one) : std::next(one);
      kind = limbs.empty() ? effects_.erase(kind) : std::next(kind);
    }
  }

  int health_ = 100;
  std::unordered_map<std::string, std::unordered_map<Limb, Effect>> effects_;
};

struct Attack {
  std::string effect;
  Limb limb = Limb::Arm;
  int strength = 0;
};
bool nextTurn(std::vector<Attack>& attacks);
void showDizziness(int strength);

int main() {
  Creature creature;
  std::vector<Attack> attacks;
  while (creature.alive() && nextTurn(attacks)) {
    for (const Attack& a : attacks) creature.addEffect(a.effect, a.limb, 3, a.strength);
    creature.processEffects();
    showDizziness(creature.strengthOf("dizziness", Limb::Head));
  }
}
