// case: G01-two-try-emplace-bindings
// from: swiftlang/swift#85867, llvm/llvm-project#199468
// family: escaping-element
// shape: both keys are inserted before either row is looked up; find() does not insert
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
  debutants_ += table_.try_emplace(home).second ? 1 : 0;
  debutants_ += table_.try_emplace(away).second ? 1 : 0;
  Standing &homeRow = table_.find(home)->second;
  Standing &awayRow = table_.find(away)->second;
  homeRow.goals += homeGoals;
  awayRow.goals += awayGoals;
  if (homeGoals > awayGoals)
    homeRow.points += 3;
  else if (awayGoals > homeGoals)
    awayRow.points += 3;
}
