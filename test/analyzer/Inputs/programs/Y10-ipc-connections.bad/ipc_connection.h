// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each accepted IPC connection is stored under a running number; its connectionLost() override closes the project and the server never learns of it
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>

/// One end of a socket pair with framing; the callbacks come from the message thread.
class InterprocessConnection {
public:
    virtual ~InterprocessConnection() = default;

    void initialise(int socketHandle);
    bool pump();
    bool sendMessage(const std::string& message);

protected:
    virtual void connectionMade() = 0;
    virtual void connectionLost() = 0;
    virtual void messageReceived(const std::string& message) = 0;

private:
    int handle = -1;
};
