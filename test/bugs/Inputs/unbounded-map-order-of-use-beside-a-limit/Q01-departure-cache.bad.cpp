// case: Q01-departure-cache
// from: fresh
// family: unbounded-map
// shape: an LRU cache limits its entries, but every hit adds a position to the order of use; old positions go only when an entry must be evicted
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace timetable {

struct Board {
  std::vector<std::string> departures;
  std::int64_t valid_until = 0;
};

class BoardCache {
 public:
  explicit BoardCache(std::size_t limit) : limit_(limit) {}

  std::shared_ptr<const Board> Get(const std::string& station, std::int64_t now) {
    auto it = entries_.find(station);
    if (it == entries_.end() || it->second.board->valid_until < now)
      return nullptr;
    Touch(station, it->second);
    return it->second.board;
  }

  void Put(const std::string& station, std::shared_ptr<const Board> board) {
    Entry& entry = entries_[station];
    entry.board = std::move(board);
    Touch(station, entry);
    Evict();
  }

 private:
  struct Entry {
    std::shared_ptr<const Board> board;
    std::uint64_t tick = 0;
  };

  void Touch(const std::string& station, Entry& entry) {
    entry.tick = ++clock_;
    order_.emplace(entry.tick, station);
  }

  void Evict() {
    while (entries_.size() > limit_) {
      auto oldest = order_.begin();
      auto it = entries_.find(oldest->second);
      // A station that was asked for again has a later tick.
      if (it != entries_.end() && it->second.tick == oldest->first)
        entries_.erase(it);
      order_.erase(oldest);
    }
  }

  const std::size_t limit_;
  std::uint64_t clock_ = 0;
  std::unordered_map<std::string, Entry> entries_;
  std::map<std::uint64_t, std::string> order_;  // expect: unbounded-map
};

}  // namespace timetable

struct Query {
  int screen = 0;
  std::string station;
  std::int64_t now = 0;
};
bool NextQuery(Query& query);
std::shared_ptr<const timetable::Board> FetchBoard(const std::string& station, std::int64_t now);
void Show(int screen, const timetable::Board& board);

int main() {
  timetable::BoardCache cache(10000);
  Query query;
  while (NextQuery(query)) {
    auto board = cache.Get(query.station, query.now);
    if (board == nullptr) {
      board = FetchBoard(query.station, query.now);
      if (board == nullptr)
        continue;
      cache.Put(query.station, board);
    }
    Show(query.screen, *board);
  }
}
