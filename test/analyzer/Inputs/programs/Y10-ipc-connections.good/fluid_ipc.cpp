// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: connectionLost() reports the number to the server, which erases the finished connections in its poll
// mode: program
// flags:
#include "fluid_ipc.h"

#include <cstdio>

#include "project.h"

FluidIpc::FluidIpc(int n) : number(n) {}

FluidIpc::~FluidIpc() = default;

void FluidIpc::connectionMade()
{
    std::printf("connection %d made\n", number);
    project = std::make_unique<Project>();
}

void FluidIpc::connectionLost()
{
    std::printf("connection %d lost\n", number);
    project->save();
    project.reset();
    if (onLost)
        onLost(number);
}

void FluidIpc::messageReceived(const std::string& message)
{
    sendMessage(project->evaluate(message));
}
