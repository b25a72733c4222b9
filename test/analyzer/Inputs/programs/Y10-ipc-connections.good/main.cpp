// case: Y10-ipc-connections
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: connectionLost() reports the number to the server, which erases the finished connections in its poll
// mode: program
// flags:
#include "fluid_ipc_server.h"

bool quitRequested();
void waitForEvents(int milliseconds);

int main()
{
    FluidIpcServer server;
    if (!server.beginWaitingForSocket(9999))
        return 1;

    while (!quitRequested()) {
        server.poll();
        waitForEvents(20);
    }
    return 0;
}
