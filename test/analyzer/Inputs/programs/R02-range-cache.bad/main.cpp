// case: R02-range-cache
// from: duckdb/duckdb#22730
// family: unbounded-map
// shape: a cache by URL is trimmed to its budget by emptying the entries, the keys stay; only switching the cache off clears it, and a lookup inserts even then
// mode: program
// flags:
#include "blob_cache.h"

struct Request {
  bool settings;
  bool cache_on;
  std::string url;
  std::uint64_t offset;
};
bool next_request(Request &request);
bool fetch(const std::string &url, std::uint64_t offset, std::string &data);
void answer(const std::string &data);
void answer_error();

static void serve(const Request &request) {
  BlobCache &cache = BlobCache::instance();
  std::string data;
  if (!cache.read(request.url, request.offset, data)) {
    if (!fetch(request.url, request.offset, data)) {
      answer_error();
      return;
    }
    cache.write(request.url, request.offset, data);
  }
  answer(data);
}

int main() {
  Request request;
  while (next_request(request)) {
    if (request.settings)
      BlobCache::instance().set_enabled(request.cache_on);
    else
      serve(request);
  }
}
