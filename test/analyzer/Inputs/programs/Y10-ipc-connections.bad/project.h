// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each accepted IPC connection is stored under a running number; its connectionLost() override closes the project and the server never learns of it
// mode: program
// flags:
#pragma once
#include <string>

class Project {
public:
    std::string evaluate(const std::string& message);
    void save();
};
