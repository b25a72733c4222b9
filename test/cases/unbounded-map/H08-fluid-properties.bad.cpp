// case: H08-fluid-properties
// from: thermohub/thermofun#76
// family: unbounded-map
// shape: class template that memoizes a function for every argument tuple ever seen; file-static instances called for each grid point
// mode: tidy
// flags:
#include <map>
#include <tuple>

double compute_density(double temperature, double pressure);
double compute_viscosity(double temperature);

template <class Result, class... Args>
class Memoized {
 public:
  using Function = Result (*)(Args...);
  explicit Memoized(Function function) : function_(function) {}
  Result operator()(Args... args) {
    const std::tuple<Args...> key(args...);
    auto it = results_.find(key);
    if (it == results_.end()) it = results_.emplace(key, function_(args...)).first;
    return it->second;
  }

 private:
  Function function_;
  std::map<std::tuple<Args...>, Result> results_;  // expect: unbounded-map
};

static Memoized<double, double, double> density(compute_density);
static Memoized<double, double> viscosity(compute_viscosity);

double mass_flow(double temperature, double pressure, double gap) {
  return gap * gap * density(temperature, pressure) / viscosity(temperature);
}
