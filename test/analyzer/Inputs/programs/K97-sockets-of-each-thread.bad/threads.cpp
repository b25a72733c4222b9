// case: K97-sockets-of-each-thread
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: clients make the threads open sockets that nobody forgets
// mode: program
#include "sockets.h"
#include <iostream>
#include <thread>

static void serve() {
  for (std::string address; std::cin >> address;)
    openSocket(address);
}

int runThreads() {
  std::thread other(serve);
  serve();
  other.join();
  return 0;
}
