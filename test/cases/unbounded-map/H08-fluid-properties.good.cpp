// case: H08-fluid-properties
// from: thermohub/thermofun#76
// family: unbounded-map
// shape: the template takes a limit and makes room before it stores
// mode: tidy
// flags:
#include <cstddef>
#include <map>
#include <tuple>

double compute_density(double temperature, double pressure);
double compute_viscosity(double temperature);

template <class Result, class... Args>
class Memoized {
 public:
  using Function = Result (*)(Args...);
  Memoized(Function function, std::size_t limit) : function_(function), limit_(limit) {}
  Result operator()(Args... args) {
    const std::tuple<Args...> key(args...);
    auto it = results_.find(key);
    if (it != results_.end()) return it->second;
    if (results_.size() >= limit_) results_.erase(results_.begin());
    return results_.emplace(key, function_(args...)).first->second;
  }

 private:
  Function function_;
  std::size_t limit_;
  std::map<std::tuple<Args...>, Result> results_;
};

static Memoized<double, double, double> density(compute_density, 100000);
static Memoized<double, double> viscosity(compute_viscosity, 1000);

double mass_flow(double temperature, double pressure, double gap) {
  return gap * gap * density(temperature, pressure) / viscosity(temperature);
}
