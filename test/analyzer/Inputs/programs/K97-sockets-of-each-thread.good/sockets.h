// case: K97-sockets-of-each-thread
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: before the threads run, each of them opens its sockets
// mode: program
#pragma once
#include <string>
#include <vector>

void openSocket(const std::string &address);
std::string addressOf(int socket);
int runThreads();
