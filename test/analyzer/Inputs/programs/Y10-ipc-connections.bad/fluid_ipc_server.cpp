// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each accepted IPC connection is stored under a running number; its connectionLost() override closes the project and the server never learns of it
// mode: program
// flags:
#include "fluid_ipc_server.h"

int openListener(int port);
int acceptPending(int listener);

bool FluidIpcServer::beginWaitingForSocket(int port)
{
    listener = openListener(port);
    return listener >= 0;
}

InterprocessConnection* FluidIpcServer::createConnectionObject()
{
    const int number = ipcNum++;
    auto ipc = std::make_unique<FluidIpc>(number);
    InterprocessConnection* connection = ipc.get();
    ipcMap.emplace(number, std::move(ipc));
    return connection;
}

void FluidIpcServer::poll()
{
    const int handle = acceptPending(listener);
    if (handle >= 0)
        createConnectionObject()->initialise(handle);

    for (auto& entry : ipcMap)
        entry.second->pump();
}
