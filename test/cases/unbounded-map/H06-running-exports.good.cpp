// case: H06-running-exports
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: the handle that begin() returns erases its number through a lambda deleter
// mode: tidy
// flags:
#include <boost/unordered_map.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

bool next_order(std::string &title);
void render(std::uint64_t job);

class ExportDesk {
 public:
  using Ticket = std::shared_ptr<const std::uint64_t>;
  Ticket begin(std::string title) {
    const std::uint64_t id = ++last_;
    running_.emplace(id, std::move(title));
    return Ticket(new std::uint64_t(id), [this](const std::uint64_t *number) {
      running_.erase(*number);
      delete number;
    });
  }
  std::size_t running() const { return running_.size(); }

 private:
  std::uint64_t last_ = 0;
  boost::unordered_map<std::uint64_t, std::string> running_;
};

static ExportDesk desk;

int main() {
  std::string title;
  while (next_order(title)) {
    ExportDesk::Ticket job = desk.begin(title);
    render(*job);
  }
}
