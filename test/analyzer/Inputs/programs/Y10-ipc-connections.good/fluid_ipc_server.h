// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: connectionLost() reports the number to the server, which erases the finished connections in its poll
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "fluid_ipc.h"

class FluidIpcServer {
public:
    bool beginWaitingForSocket(int port);
    void poll();

private:
    InterprocessConnection* createConnectionObject();

    int listener = -1;
    int ipcNum = 0;
    std::map<int, std::unique_ptr<FluidIpc>> ipcMap;
    std::vector<int> lost;
};
