// Memory: bytes per entry, and what is kept after erasing 99 % of the entries:
// of the heap, and resident. Each map has a process of its own, so that none
// fills the holes that another one left. Gates G2 and G3.
//
//   memory [JSON [DIVISOR]]     DIVISOR: that many times fewer entries, to try
//   it
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "bench_maps.h"

using namespace bench;

namespace {

// In bytes.
struct usage {
  double heap_full, heap_kept, resident_full, resident_kept;
};

double resident_bytes() {
  long pages = 0, resident = 0;
  if (std::FILE *f = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(f, "%ld %ld", &pages, &resident) != 2)
      resident = 0;
    std::fclose(f);
  }
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE));
}

// Fills with n entries and erases 99 %: a random 99 %, so that what survives is
// scattered over all memory, or the oldest, as sessions end. No call asks the
// map to shrink; the heap is asked to return what it can (malloc_trim), for all
// maps alike.
template <class Map> usage fill_and_erase(std::uint64_t n, bool oldest) {
  const double heap = heap_bytes(), resident = resident_bytes();
  auto m = std::make_unique<Map>();
  for (std::uint64_t i = 0; i != n; ++i)
    m->insert(nth_key(i), i);
  usage u{heap_bytes() - heap, 0, resident_bytes() - resident, 0};
  for (std::uint64_t i = 0; i != n; ++i)
    if (oldest ? i < n - n / 100 : nth_key(i) % 100 != 0)
      m->erase(nth_key(i));
  u.heap_kept = heap_bytes() - heap;
  malloc_trim(0);
  u.resident_kept = resident_bytes() - resident;
  return u;
}

// Runs f in a process of its own.
template <class F> usage in_child(F f) {
  int ends[2];
  usage u{};
  if (pipe(ends) != 0)
    std::abort();
  const pid_t child = fork();
  if (child == 0) {
    u = f();
    _exit(write(ends[1], &u, sizeof u) == sizeof u ? 0 : 1);
  }
  if (child < 0 || read(ends[0], &u, sizeof u) != sizeof u)
    std::abort();
  waitpid(child, nullptr, 0);
  close(ends[0]);
  close(ends[1]);
  return u;
}

struct row {
  std::string name;
  std::uint64_t entries;
  usage bytes;
  const char *erased;
};

void write_json(const std::vector<row> &rows, const char *file) {
  std::ofstream out(file);
  out << "{\"memory\": [";
  const char *comma = "\n";
  for (const row &r : rows) {
    out << comma << "  {\"map\": \"" << r.name
        << "\", \"entries\": " << r.entries << ", \"erased\": \"" << r.erased
        << "\", \"heap_full\": " << r.bytes.heap_full
        << ", \"heap_kept\": " << r.bytes.heap_kept
        << ", \"resident_full\": " << r.bytes.resident_full
        << ", \"resident_kept\": " << r.bytes.resident_kept << "}";
    comma = ",\n";
  }
  out << "\n]}\n";
}

} // namespace

int main(int argc, char **argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const std::uint64_t divisor =
      argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::vector<row> rows;
  const auto measure = [&rows](auto map, const char *name, std::uint64_t n,
                               bool oldest) {
    const char *const erased = oldest ? "oldest" : "random";
    const usage u = in_child([&] {
      return fill_and_erase<typename decltype(map)::type>(n, oldest);
    });
    std::printf(
        "%-14s %8llu entries: %5.1f bytes each; after erasing %s 99 %%: "
        "%5.1f %% of the heap, %5.1f %% of the resident memory\n",
        name, static_cast<unsigned long long>(n),
        u.heap_full / static_cast<double>(n), erased,
        100 * u.heap_kept / u.heap_full,
        100 * u.resident_kept / u.resident_full);
    rows.push_back({name, n, u, erased});
    return u;
  };
  // By map: the most of std's bytes per entry, and of the heap kept.
  std::map<std::string, std::pair<double, double>> worst;
  const auto measure_all = [&](std::uint64_t n, bool oldest) {
    const usage theirs = measure(tag<std_map>{}, "std", n, oldest);
    for_each_peer(
        [&](auto map, const char *name) { measure(map, name, n, oldest); });
    for_each_of_ours([&](auto map, const char *name) {
      const usage ours = measure(map, name, n, oldest);
      auto &[bytes, kept] = worst[name];
      bytes = std::max(bytes, ours.heap_full / theirs.heap_full);
      kept = std::max(kept, ours.heap_kept / ours.heap_full);
    });
  };
  for (const std::uint64_t n : {1000000u, 1500000u, 1900000u})
    measure_all(n / divisor, false);
  measure_all(1000000 / divisor, true);
  for (const auto &[name, most] : worst) {
    at_most("G2", 100 * most.second, 5,
            "percent of the heap kept after erasing 99 % of the entries, " +
                name);
    at_most("G3", most.first, 1,
            "of std::unordered_map's bytes per entry, " + name);
  }
  if (argc > 1)
    write_json(rows, argv[1]);
}
