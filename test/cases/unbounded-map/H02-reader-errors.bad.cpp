// case: H02-reader-errors
// from: AcademySoftwareFoundation/OpenImageIO#5276
// family: unbounded-map
// shape: thread_local robin map keyed by a running instance id; taking the message empties the string, the key stays when the reader dies
// mode: tidy
// flags:
#include <atomic>
#include <cstdint>
#include <string>
#include <tsl/robin_map.h>
#include <utility>

bool next_upload(std::string &path);
bool decodable(const std::string &path);
void reject(const std::string &path, const std::string &why);

static std::atomic<std::uint64_t> next_reader_id{1};
static thread_local tsl::robin_map<std::uint64_t, std::string> reader_errors;  // expect: unbounded-map

class ScanReader {
 public:
  ScanReader() : id_(next_reader_id++) {}
  ScanReader(const ScanReader &) = delete;
  ScanReader &operator=(const ScanReader &) = delete;
  ~ScanReader() = default;

  bool open(const std::string &path) {
    if (decodable(path)) return true;
    reader_errors[id_] += "cannot decode " + path;
    return false;
  }
  std::string take_error() {
    auto it = reader_errors.find(id_);
    if (it == reader_errors.end()) return "no error";
    std::string text = std::move(it.value());
    it.value().clear();
    return text;
  }

 private:
  std::uint64_t id_;
};

int main() {
  std::string path;
  while (next_upload(path)) {
    ScanReader reader;
    if (!reader.open(path)) reject(path, reader.take_error());
  }
}
