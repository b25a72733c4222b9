// case: G01-two-try-emplace-bindings
// from: swiftlang/swift#85867, llvm/llvm-project#199468
// family: escaping-element
// shape: a structured binding holds the iterator of the first try_emplace; a second try_emplace of another key may grow the table
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>

struct Standing {
  int points = 0;
  int goals = 0;
};

// League table; a team appears with its first match.
class League {
public:
  void report(int home, int away, int homeGoals, int awayGoals);
  void relegate(int team) { table_.erase(team); }
  int debutants() const { return debutants_; }

private:
  llvm::DenseMap<int, Standing> table_;
  int debutants_ = 0;
};

void League::report(int home, int away, int homeGoals, int awayGoals) {
  auto [homeRow, newHome] = table_.try_emplace(home);
  auto [awayRow, newAway] = table_.try_emplace(away);
  debutants_ += (newHome ? 1 : 0) + (newAway ? 1 : 0);
  homeRow->second.goals += homeGoals; // expect: escaping-element
  awayRow->second.goals += awayGoals;
  if (homeGoals > awayGoals)
    homeRow->second.points += 3; // accept: escaping-element
  else if (awayGoals > homeGoals)
    awayRow->second.points += 3;
}
