// case: K97-sockets-of-each-thread
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: before the threads run, each of them opens its sockets
// mode: program
#include "sockets.h"

static int serviceMain(int threads, const std::vector<std::string> &wanted) {
  if (threads == 0)
    openSocket("localhost");
  for (int thread = 0; thread < threads; ++thread)
    for (const std::string &address : wanted)
      openSocket(address);
  return runThreads();
}

int main(int argc, char **argv) {
  const std::vector<std::string> wanted(argv + 1, argv + argc);
  return serviceMain(argc, wanted);
}
