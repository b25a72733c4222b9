#include "auth.h"

#include <httplib.h>

#include <atomic>
#include <cstdio>
#include <map>

namespace {

constexpr long kRequestsPerVisit = 8;

/// Requests of one client thread; every visit is by a user never seen before.
class Client {
public:
  explicit Client(int port) : http_("127.0.0.1", port) {
    http_.set_keep_alive(true);
    http_.set_tcp_nodelay(true);
  }

  void visit(long number) {
    const std::string user =
        "user-" + std::to_string(getpid()) + "-" + std::to_string(number);
    http_.set_default_headers({{"X-Forwarded-For", address(number)}});
    const httplib::Params ticket = {
        {"user", user},
        {"ticket", sessiond::make_ticket(user)},
        {"device", "laptop"},
        {"scope", "profile:read events:read user/" + user + ":write"}};
    const httplib::Params first = {{"user", user},
                                   {"token", post("/login", ticket)},
                                   {"topic", "users/" + user + "/login"}};
    get("/profile", first);
    post("/subscribe", first);
    const httplib::Params second = {{"user", user},
                                    {"token", post("/login", ticket)}};
    get("/events", first);
    get("/profile", second);
    post("/logout", first);
    post("/logout", second);
  }

  long failed() const { return failed_; }

private:
  static std::string address(long number) {
    return "10." + std::to_string(number >> 16 & 255) + '.' +
           std::to_string(number >> 8 & 255) + '.' +
           std::to_string(number & 255);
  }

  void get(const char *path, const httplib::Params &params) {
    body(http_.Get(path, params, httplib::Headers()));
  }

  std::string post(const char *path, const httplib::Params &params) {
    return body(http_.Post(path, params));
  }

  std::string body(const httplib::Result &result) {
    if (result && result->status == 200)
      return result->body;
    ++failed_;
    return {};
  }

  httplib::Client http_;
  long failed_ = 0;
};

/// Reads the flat JSON object of GET /stats; empty when there is no server.
std::map<std::string, long> read_stats(int port) {
  std::map<std::string, long> stats;
  const auto result = httplib::Client("127.0.0.1", port).Get("/stats");
  if (!result || result->status != 200)
    return stats;
  const std::string &json = result->body;
  for (std::size_t at = 0; (at = json.find('"', at)) != std::string::npos;) {
    const auto end = json.find("\":", at + 1);
    if (end == std::string::npos)
      break;
    stats[json.substr(at + 1, end - at - 1)] = std::atol(&json[end + 2]);
    at = end + 1;
  }
  return stats;
}

bool parse(int argc, char **argv, std::map<std::string, long> &flags) {
  for (int i = 1; i < argc; i += 2) {
    auto flag = flags.find(argv[i]);
    char extra = 0;
    if (flag == flags.end() || i + 1 == argc ||
        std::sscanf(argv[i + 1], "%ld%c", &flag->second, &extra) != 1 ||
        flag->second < 1 || flag->second > 10000000)
      return false;
  }
  return flags["--port"] != 0 && flags["--port"] < 65536 &&
         flags["--threads"] <= 64;
}

} // namespace

int main(int argc, char **argv) {
  std::map<std::string, long> flags = {
      {"--port", 0}, {"--requests", 20000}, {"--threads", 4}};
  if (!parse(argc, argv, flags)) {
    std::fputs("usage: sessiond-load --port N [--requests N] [--threads N]\n"
               "  --port N      where sessiond listens on 127.0.0.1\n"
               "  --requests N  stop after about N requests (default 20000)\n"
               "  --threads N   clients at a time, up to 64 (default 4)\n",
               stderr);
    return 2;
  }
  const int port = static_cast<int>(flags["--port"]);
  const long visits =
      (flags["--requests"] + kRequestsPerVisit - 1) / kRequestsPerVisit;

  const auto before = read_stats(port);
  std::atomic<long> next{0}, failed{0};
  std::vector<std::thread> threads;
  const auto start = std::chrono::steady_clock::now();
  for (long i = 0; !before.empty() && i < flags["--threads"]; ++i)
    threads.emplace_back([&next, &failed, visits, port] {
      Client client(port);
      for (long visit; client.failed() < 100 && (visit = next++) < visits;)
        client.visit(visit);
      failed += client.failed();
    });
  for (std::thread &thread : threads)
    thread.join();
  const std::chrono::duration<double> seconds =
      std::chrono::steady_clock::now() - start;
  const auto after = read_stats(port);
  if (before.empty() || after.empty()) {
    std::fprintf(stderr, "sessiond-load: no sessiond on 127.0.0.1:%d\n", port);
    return 1;
  }

  const long sent = std::min(next.load(), visits) * kRequestsPerVisit;
  std::printf("%ld requests in %.1f s: %.0f req/s, %ld failed\n", sent,
              seconds.count(), static_cast<double>(sent) / seconds.count(),
              failed.load());
  std::printf("%-14s %10s %10s %10s\n", "", "before", "after", "growth");
  for (const auto &[name, value] : after) {
    const auto was = before.find(name);
    const long old = was == before.end() ? 0 : was->second;
    std::printf("%-14s %10ld %10ld %+10ld\n", name.c_str(), old, value,
                value - old);
  }
  return failed == 0 ? 0 : 1;
}
