// case: T23-score-boards
// from: themoos/core-moos#66
// family: unlocked-map-access
// shape: the accept thread takes the same mutex for the insertion
// mode: program
// flags:
#include "board_server.h"

bool AcceptBoard(std::string &sName, int &iSocket);
void Refuse(int iSocket);

bool BoardServer::AddBoard(const std::string &sName, int iSocket)
{
    auto pLink = std::make_unique<BoardLink>(iSocket);
    std::lock_guard<std::mutex> Guard(m_BoardLock);
    return m_Boards.emplace(sName, std::move(pLink)).second;
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
