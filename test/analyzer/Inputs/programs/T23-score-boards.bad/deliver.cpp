// case: T23-score-boards
// from: themoos/core-moos#66
// family: unlocked-map-access
// shape: the accept thread enters a new board without the mutex under which the delivery thread walks and erases
// mode: program
// flags:
#include "board_server.h"

void BoardServer::SendToAll(const std::string &sText)
{
    std::lock_guard<std::mutex> Guard(m_BoardLock);
    for (auto q = m_Boards.begin(); q != m_Boards.end();)
    {
        if (q->second->Send(sText))
            ++q;
        else
            q = m_Boards.erase(q);
    }
}

unsigned BoardServer::CountBoards()
{
    std::lock_guard<std::mutex> Guard(m_BoardLock);
    return static_cast<unsigned>(m_Boards.size());
}
