// case: K16-jobs-by-accessor
// from: pattern of globals behind accessor functions
// family: unbounded-map
// shape: finished jobs are extracted through the same accessor
// mode: tidy
#include <map>
#include <memory>
#include <string>

namespace {
struct Job {
  std::string command;
  bool done = false;
};

std::map<int, std::unique_ptr<Job>> &jobs() {
  static std::map<int, std::unique_ptr<Job>> all;
  return all;
}
} // namespace

void submit(int id, const std::string &command) {
  auto job = std::make_unique<Job>();
  job->command = command;
  jobs().insert_or_assign(id, std::move(job));
}

bool finish(int id) {
  auto it = jobs().find(id);
  if (it == jobs().end())
    return false;
  it->second->done = true;
  auto node = jobs().extract(it);
  return !node.mapped()->command.empty();
}
