// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: connectionLost() reports the number to the server, which erases the finished connections in its poll
// mode: program
// flags:
#pragma once
#include <functional>

#include "ipc_connection.h"

class Project;

class FluidIpc : public InterprocessConnection {
public:
    explicit FluidIpc(int number);
    ~FluidIpc() override;

    std::function<void(int)> onLost;

protected:
    void connectionMade() override;
    void connectionLost() override;
    void messageReceived(const std::string& message) override;

private:
    const int number;
    std::unique_ptr<Project> project;
};
