// case: R05-rule-programs
// from: proxy-wasm/proxy-wasm-cpp-host#357
// family: unbounded-map
// shape: before a newly compiled rule is stored, all programs of other revisions are erased
// mode: program
// flags:
#include <thread>
#include <utility>
#include <vector>

#include "programs.h"

struct Job {
  std::string rule;
  std::string record;
};
bool take_job(Job &job);
bool execute(const std::vector<std::string> &ops, const std::string &record);
void drop_record(const std::string &record);
bool wait_for_push(std::map<std::string, std::string> &rules);

static void work() {
  Job job;
  while (take_job(job)) {
    const auto set = current_rules();
    const auto program = program_for(*set, job.rule);
    if (!program) {
      drop_record(job.record);
      continue;
    }
    program->usable = execute(program->ops, job.record);
  }
}

int main() {
  std::vector<std::thread> workers;
  workers.reserve(4);
  for (int i = 0; i < 4; ++i) workers.emplace_back(work);
  std::map<std::string, std::string> rules;
  while (wait_for_push(rules)) push_rules(std::exchange(rules, {}));
  for (auto &worker : workers) worker.join();
}
