// case: H01-replay-plans
// from: tenstorrent/tt-metal#13588
// family: unbounded-map
// shape: inline static thread_local class member, one recorded plan per program id (structured binding of try_emplace), never cleaned
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
    auto [slot, fresh] = plans_.try_emplace(program);
    if (fresh) slot->second = record_plan(program, firmware);
    replay(slot->second);
  }

 private:
  inline static thread_local std::map<std::uint64_t, Plan> plans_;  // expect: unbounded-map
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
