// case: G38-other-object-not-locked
// from: seed (two objects, one lock held)
// family: unlocked-map-access
// shape: the mutex of one object is held, but an entry is also inserted into the map of another object
// mode: tidy
#include <map>
#include <mutex>
#include <string>

// One wing of a hospital.
struct Wing {
  std::mutex mutex;
  std::map<int, std::string> beds;
};

void admit(Wing &wing, int bed, const std::string &patient) {
  std::lock_guard<std::mutex> lock(wing.mutex);
  wing.beds.emplace(bed, patient);
}

void discharge(Wing &wing, int bed) {
  std::lock_guard<std::mutex> lock(wing.mutex);
  wing.beds.erase(bed);
}

std::string patientIn(Wing &wing, int bed) {
  std::lock_guard<std::mutex> lock(wing.mutex);
  auto it = wing.beds.find(bed);
  return it == wing.beds.end() ? std::string() : it->second;
}

bool transfer(Wing &from, Wing &to, int bed) {
  std::lock_guard<std::mutex> lock(from.mutex);
  auto it = from.beds.find(bed);
  if (it == from.beds.end())
    return false;
  to.beds.emplace(bed, it->second); // expect: unlocked-map-access
  from.beds.erase(it);
  return true;
}
