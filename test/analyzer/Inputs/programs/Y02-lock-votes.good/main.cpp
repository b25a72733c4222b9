// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the clean-up erases each vote of the candidate by its own hash, and orphan votes go from both maps
// mode: program
// flags:
#include "instantx.h"

struct CNetMessage {
    enum Type { TXLOCKREQUEST, TXLOCKVOTE, BLOCK } type = BLOCK;
    uint256 inventory;
    CTxLockRequest request;
    CTxLockVote vote;
};

bool ReceiveMessage(CNetMessage& msg);
int ChainHeight();
int64_t GetTime();
void Relay(const uint256& inventory);

static void ProcessMessage(const CNetMessage& msg)
{
    switch (msg.type) {
    case CNetMessage::TXLOCKREQUEST:
        instantsend.ProcessTxLockRequest(msg.request, ChainHeight());
        break;
    case CNetMessage::TXLOCKVOTE:
        if (instantsend.ProcessTxLockVote(msg.vote))
            Relay(msg.inventory);
        break;
    case CNetMessage::BLOCK:
        instantsend.CheckAndRemove(ChainHeight(), GetTime());
        break;
    }
}

int main()
{
    CNetMessage msg;
    while (ReceiveMessage(msg)) {
        if (msg.type != CNetMessage::BLOCK && instantsend.AlreadyHave(msg.inventory))
            continue;
        ProcessMessage(msg);
    }
}
