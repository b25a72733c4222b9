// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: connectionLost() reports the number to the server, which erases the finished connections in its poll
// mode: program
// flags:
#pragma once
#include <string>

class Project {
public:
    std::string evaluate(const std::string& message);
    void save();
};
