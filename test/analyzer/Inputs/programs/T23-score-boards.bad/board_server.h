// case: T23-score-boards
// from: themoos/core-moos#66
// family: unlocked-map-access
// shape: the accept thread enters a new board without the mutex under which the delivery thread walks and erases
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

class BoardLink
{
public:
    explicit BoardLink(int iSocket) : m_iSocket(iSocket) {}
    ~BoardLink();
    BoardLink(const BoardLink &) = delete;
    BoardLink &operator=(const BoardLink &) = delete;

    bool Send(const std::string &sText);

private:
    int m_iSocket;
};

class BoardServer
{
public:
    void AcceptLoop();
    void DeliverLoop();
    unsigned CountBoards();

private:
    bool AddBoard(const std::string &sName, int iSocket);
    void SendToAll(const std::string &sText);

    std::mutex m_BoardLock;
    std::map<std::string, std::unique_ptr<BoardLink>> m_Boards;
};
