// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each accepted IPC connection is stored under a running number; its connectionLost() override closes the project and the server never learns of it
// mode: program
// flags:
#pragma once
#include "ipc_connection.h"

class Project;

class FluidIpc : public InterprocessConnection {
public:
    explicit FluidIpc(int number);
    ~FluidIpc() override;

protected:
    void connectionMade() override;
    void connectionLost() override;
    void messageReceived(const std::string& message) override;

private:
    const int number;
    std::unique_ptr<Project> project;
};
