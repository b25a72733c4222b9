// mapwarden: who inserts into a map, as far as sampling knows.
#ifndef MAPWARDEN_INSERT_SITE_H
#define MAPWARDEN_INSERT_SITE_H

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "mapwarden/detail/site_ring.h"

#if __has_include(<execinfo.h>)
#include <execinfo.h>
#endif

namespace mapwarden {

/// A call stack from which entries were inserted. One insertion in 1,024 is
/// sampled; the last 32 samples of each map are kept.
struct insert_site {
  std::vector<void *> frames; ///< return addresses, the innermost first
  std::size_t samples = 0;    ///< how many of the kept samples are this stack
};

/// The frames as text, one per line: by the C library's backtrace_symbols where
/// it exists, else as addresses. Names of functions need `-rdynamic`; otherwise
/// the lines give module and offset, for addr2line.
///
/// Invalidates nothing. Thread safety: any. Complexity: linear in the frames,
/// with a symbol lookup each. Exceptions: std::bad_alloc.
inline std::string to_string(const insert_site &site) {
  std::string text;
  char **symbols = nullptr;
#if __has_include(<execinfo.h>)
  symbols = ::backtrace_symbols(site.frames.data(),
                                static_cast<int>(site.frames.size()));
#endif
  for (std::size_t i = 0; i != site.frames.size(); ++i) {
    text += "    ";
    if (symbols != nullptr) {
      text += symbols[i];
    } else {
      char address[32];
      std::snprintf(address, sizeof(address), "%p", site.frames[i]);
      text += address;
    }
    text += '\n';
  }
  std::free(symbols);
  return text;
}

namespace detail {

// The stacks of a ring, equal ones counted together, the most frequent first.
inline std::vector<insert_site> read_sites(site_ring *ring) {
  std::vector<insert_site> sites;
  if (ring == nullptr)
    return sites;
  ring->for_each([&sites](void *const(&frames)[stack_depth]) {
    const auto end = std::find(std::begin(frames), std::end(frames), nullptr);
    insert_site site{{std::begin(frames), end}, 1};
    for (auto &known : sites)
      if (known.frames == site.frames) {
        ++known.samples;
        return;
      }
    sites.push_back(std::move(site));
  });
  std::sort(sites.begin(), sites.end(),
            [](const insert_site &a, const insert_site &b) {
              return a.samples != b.samples ? a.samples > b.samples
                                            : a.frames < b.frames;
            });
  return sites;
}

} // namespace detail
} // namespace mapwarden

#endif // MAPWARDEN_INSERT_SITE_H
