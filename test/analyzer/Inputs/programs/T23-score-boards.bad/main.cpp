// case: T23-score-boards
// from: themoos/core-moos#66
// family: unlocked-map-access
// shape: the accept thread enters a new board without the mutex under which the delivery thread walks and erases
// mode: program
// flags:
#include <thread>

#include "board_server.h"

bool NextScore(std::string &sText);

void BoardServer::DeliverLoop()
{
    std::string sText;
    while (NextScore(sText))
        SendToAll(sText);
}

// Score boards of a sports ground: they connect at any time, the scores come from the referee's desk.
int main()
{
    BoardServer Server;
    std::thread Acceptor([&Server] { Server.AcceptLoop(); });
    Server.DeliverLoop();
    Acceptor.join();
}
