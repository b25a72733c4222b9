// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each accepted IPC connection is stored under a running number; its connectionLost() override closes the project and the server never learns of it
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>

#include "fluid_ipc.h"

class FluidIpcServer {
public:
    bool beginWaitingForSocket(int port);
    void poll();

private:
    InterprocessConnection* createConnectionObject();

    int listener = -1;
    int ipcNum = 0;
    std::map<int, std::unique_ptr<FluidIpc>> ipcMap; // expect: unbounded-map
};
