// case: H01-replay-plans
// from: tenstorrent/tt-metal#13588
// family: unbounded-map
// shape: all recorded plans are dropped when the firmware generation changes
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <thread>
#include <vector>

struct Plan {
  std::vector<std::uint32_t> words;
};
bool next_program(std::uint64_t &program, unsigned &firmware);
Plan record_plan(std::uint64_t program, unsigned firmware);
void replay(const Plan &plan);

class CommandLane {
 public:
  static void run(std::uint64_t program, unsigned firmware) {
    if (firmware != recorded_for_) {
      plans_.clear();
      recorded_for_ = firmware;
    }
    auto [slot, fresh] = plans_.try_emplace(program);
    if (fresh) slot->second = record_plan(program, firmware);
    replay(slot->second);
  }

 private:
  inline static thread_local std::map<std::uint64_t, Plan> plans_;
  inline static thread_local unsigned recorded_for_ = 0;
};

static void lane() {
  std::uint64_t program;
  unsigned firmware;
  while (next_program(program, firmware)) CommandLane::run(program, firmware);
}

int main() {
  std::thread first(lane), second(lane);
  first.join();
  second.join();
}
