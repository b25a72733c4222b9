// Shared by the tests with threads of the system.
#ifndef MAPWARDEN_TEST_RUNTIME_IN_THREADS_H
#define MAPWARDEN_TEST_RUNTIME_IN_THREADS_H

#include <thread>
#include <vector>

namespace mapwarden_test {

// Runs f(0), ..., f(n - 1), each in a thread of its own, and waits for all.
template <class F> void in_threads(int n, F f) {
  std::vector<std::thread> all;
  for (int t = 0; t != n; ++t)
    all.emplace_back([&f, t] { f(t); });
  for (auto &t : all)
    t.join();
}

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_IN_THREADS_H
