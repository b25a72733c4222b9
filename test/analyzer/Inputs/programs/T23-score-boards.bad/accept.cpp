// case: T23-score-boards
// from: themoos/core-moos#66
// family: unlocked-map-access
// shape: the accept thread enters a new board without the mutex under which the delivery thread walks and erases
// mode: program
// flags:
#include "board_server.h"

bool AcceptBoard(std::string &sName, int &iSocket);
void Refuse(int iSocket);

bool BoardServer::AddBoard(const std::string &sName, int iSocket)
{
    auto pLink = std::make_unique<BoardLink>(iSocket);
    return m_Boards.emplace(sName, std::move(pLink)).second; // expect: unlocked-map-access
}

void BoardServer::AcceptLoop()
{
    std::string sName;
    int iSocket = -1;
    while (AcceptBoard(sName, iSocket))
    {
        if (CountBoards() >= 64)
            Refuse(iSocket);
        else
            AddBoard(sName, iSocket);
    }
}
