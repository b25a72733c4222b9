// case: X11-landmark-database
// from: xdspacelab/openvslam#365
// family: erase-without-reset
// shape: mapper creates landmarks, the cleaner has bad ones erased from the database; the database is the only owner and deletes solely in clear()
// mode: tidy
// flags:
#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace openvslam {

using Vec3_t = std::array<double, 3>;

namespace data {

class landmark {
public:
    explicit landmark(const Vec3_t& pos_w) : id_(next_id_++), pos_w_(pos_w) {}
    void increase_num_observable() { ++num_observable_; }
    void increase_num_observed() { ++num_observed_; }
    float get_observed_ratio() const { return static_cast<float>(num_observed_) / num_observable_; }
    const Vec3_t& get_pos_in_world() const { return pos_w_; }

    const unsigned int id_;

private:
    static inline std::atomic<unsigned int> next_id_{0};
    Vec3_t pos_w_;
    unsigned int num_observable_ = 1;
    unsigned int num_observed_ = 1;
};

class map_database {
public:
    ~map_database() { clear(); }

    void add_landmark(landmark* lm) {
        std::lock_guard<std::mutex> lock(mtx_map_access_);
        landmarks_.emplace(lm->id_, lm);
    }
    void erase_landmark(landmark* lm) {
        std::lock_guard<std::mutex> lock(mtx_map_access_);
        landmarks_.erase(lm->id_); // expect: erase-without-reset
    }
    std::vector<Vec3_t> get_all_positions() const {
        std::lock_guard<std::mutex> lock(mtx_map_access_);
        std::vector<Vec3_t> positions;
        positions.reserve(landmarks_.size());
        for (const auto& id_landmark : landmarks_) {
            positions.push_back(id_landmark.second->get_pos_in_world());
        }
        return positions;
    }
    void clear() {
        std::lock_guard<std::mutex> lock(mtx_map_access_);
        for (auto& id_landmark : landmarks_) {
            delete id_landmark.second;
            id_landmark.second = nullptr;
        }
        landmarks_.clear();
    }

private:
    mutable std::mutex mtx_map_access_;
    std::unordered_map<unsigned int, landmark*> landmarks_;
};

} // namespace data

class mapping_module {
public:
    explicit mapping_module(data::map_database* map_db) : map_db_(map_db) {}

    void triangulate(const std::vector<Vec3_t>& points) {
        for (const auto& pos_w : points) {
            auto* lm = new data::landmark(pos_w);
            map_db_->add_landmark(lm);
            fresh_landmarks_.push_back(lm);
        }
    }

    unsigned int remove_redundant_landmarks() {
        unsigned int num_removed = 0;
        for (auto iter = fresh_landmarks_.begin(); iter != fresh_landmarks_.end();) {
            auto* lm = *iter;
            iter = fresh_landmarks_.erase(iter);
            if (lm->get_observed_ratio() < 0.3f) {
                map_db_->erase_landmark(lm);
                ++num_removed;
            }
        }
        return num_removed;
    }

private:
    data::map_database* map_db_;
    std::list<data::landmark*> fresh_landmarks_;
};

} // namespace openvslam
