// case: K97-sockets-of-each-thread
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: before the threads run, each of them opens its sockets
// mode: program
#include "sockets.h"
#include <iostream>
#include <thread>

static void serve() {
  for (int socket = 0; std::cin >> socket;)
    std::cout << addressOf(socket) << "\n";
}

int runThreads() {
  std::thread other(serve);
  serve();
  other.join();
  return 0;
}
