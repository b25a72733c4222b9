// case: X18-chunk-statistics
// from: lsst/qserv#901
// family: escaping-element
// shape: the entry is updated before the lock is given back
// mode: tidy
// flags:
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace lsst::qserv::wpublish {

using TIMEPOINT = std::chrono::steady_clock::time_point;

struct Task {
    using Ptr = std::shared_ptr<Task>;
    std::uint64_t queryId = 0;
    int chunkId = 0;
    double minutes = 0.0;
};

struct ChunkStats {
    void add(double minutes, TIMEPOINT now) {
        avgMinutes = (avgMinutes * tasks + minutes) / (tasks + 1);
        ++tasks;
        touched = now;
    }
    double avgMinutes = 0.0;
    std::uint64_t tasks = 0;
    TIMEPOINT touched;
};

class QueriesAndChunks {
public:
    using Ptr = std::shared_ptr<QueriesAndChunks>;

    explicit QueriesAndChunks(std::chrono::seconds deadAfter) : _deadAfter(deadAfter) {}

    void addTask(Task::Ptr const& task);
    void finishedTask(Task::Ptr const& task);
    void removeDead(TIMEPOINT now);
    double averageMinutes(int chunkId) const;

private:
    using ChunkMap = std::map<int, ChunkStats>;

    std::chrono::seconds _deadAfter;
    mutable std::mutex _chunkMtx;
    ChunkMap _chunkStats;
};

void QueriesAndChunks::addTask(Task::Ptr const& task) {
    std::lock_guard<std::mutex> lg(_chunkMtx);
    auto const res = _chunkStats.try_emplace(task->chunkId);
    res.first->second.touched = std::chrono::steady_clock::now();
}

void QueriesAndChunks::finishedTask(Task::Ptr const& task) {
    auto const now = std::chrono::steady_clock::now();
    std::unique_lock<std::mutex> lock(_chunkMtx);
    ChunkMap::iterator const iter = _chunkStats.find(task->chunkId);
    if (iter == _chunkStats.end()) {
        lock.unlock();
        return;
    }
    iter->second.add(task->minutes, now);
}

void QueriesAndChunks::removeDead(TIMEPOINT now) {
    std::lock_guard<std::mutex> lg(_chunkMtx);
    for (auto iter = _chunkStats.begin(); iter != _chunkStats.end();) {
        if (now - iter->second.touched > _deadAfter) {
            iter = _chunkStats.erase(iter);
        } else {
            ++iter;
        }
    }
}

double QueriesAndChunks::averageMinutes(int chunkId) const {
    std::lock_guard<std::mutex> lg(_chunkMtx);
    auto const iter = _chunkStats.find(chunkId);
    return iter == _chunkStats.end() ? 0.0 : iter->second.avgMinutes;
}

}  // namespace lsst::qserv::wpublish
