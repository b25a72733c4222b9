// case: X21-pending-spawns
// from: microsoft/AirSim#3449
// family: escaping-element
// shape: the names that are due are copied first and looked up again one by one
// mode: tidy
// flags:
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace airlib {

struct Pose {
    float x = 0, y = 0, z = 0, yaw = 0;
};

class PawnSimApi {
public:
    PawnSimApi(std::string pawn_path, const Pose& pose) : pawn_path_(std::move(pawn_path)), pose_(pose) {}
    const std::string& pawnPath() const { return pawn_path_; }
    const Pose& pose() const { return pose_; }

private:
    std::string pawn_path_;
    Pose pose_;
};

bool isPositionFree(const Pose& pose);

class SimModeBase {
public:
    using SpawnCallback = std::function<void(const std::string& vehicle_name, bool spawned)>;

    void addVehicle(const std::string& vehicle_name, const std::string& pawn_path, const Pose& pose, float delay) {
        pending_spawns_[vehicle_name] = PendingSpawn{pawn_path, pose, delay};
    }
    void cancelVehicle(const std::string& vehicle_name) { completeSpawn(vehicle_name, false); }
    void setSpawnCallback(SpawnCallback callback) { on_spawned_ = std::move(callback); }
    void tick(float delta_seconds);

private:
    struct PendingSpawn {
        std::string pawn_path;
        Pose pose;
        float delay = 0;
    };

    void spawnVehicle(const std::string& vehicle_name, const PendingSpawn& pending);
    void completeSpawn(const std::string& vehicle_name, bool spawned);

    std::map<std::string, PendingSpawn> pending_spawns_;
    std::map<std::string, std::unique_ptr<PawnSimApi>> vehicle_sim_apis_;
    SpawnCallback on_spawned_;
};

void SimModeBase::tick(float delta_seconds) {
    std::vector<std::string> due;
    for (auto& entry : pending_spawns_) {
        entry.second.delay -= delta_seconds;
        if (entry.second.delay <= 0 && isPositionFree(entry.second.pose))
            due.push_back(entry.first);
    }
    for (const auto& vehicle_name : due) {
        const auto it = pending_spawns_.find(vehicle_name);
        if (it != pending_spawns_.end()) {
            const PendingSpawn pending = it->second;
            spawnVehicle(vehicle_name, pending);
        }
    }
}

void SimModeBase::spawnVehicle(const std::string& vehicle_name, const PendingSpawn& pending) {
    vehicle_sim_apis_[vehicle_name] = std::make_unique<PawnSimApi>(pending.pawn_path, pending.pose);
    completeSpawn(vehicle_name, true);
}

void SimModeBase::completeSpawn(const std::string& vehicle_name, bool spawned) {
    if (on_spawned_)
        on_spawned_(vehicle_name, spawned);
    pending_spawns_.erase(vehicle_name);
}

}  // namespace airlib
