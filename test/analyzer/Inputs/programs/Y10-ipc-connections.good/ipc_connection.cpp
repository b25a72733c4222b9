// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: connectionLost() reports the number to the server, which erases the finished connections in its poll
// mode: program
// flags:
#include "ipc_connection.h"

#include <unistd.h>

bool readFrame(int handle, std::string& frame, bool& closed);
bool writeFrame(int handle, const std::string& frame);

void InterprocessConnection::initialise(int socketHandle)
{
    handle = socketHandle;
    connectionMade();
}

bool InterprocessConnection::pump()
{
    if (handle < 0)
        return false;

    std::string frame;
    bool closed = false;
    if (readFrame(handle, frame, closed))
        messageReceived(frame);

    if (closed) {
        ::close(handle);
        handle = -1;
        connectionLost();
        return false;
    }
    return true;
}

bool InterprocessConnection::sendMessage(const std::string& message)
{
    return handle >= 0 && writeFrame(handle, message);
}
