// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the votes are indexed by vote hash, but the clean-up of a candidate erases with the transaction hash, and an expired orphan vote leaves its entry behind
// mode: program
// flags:
#include "instantx.h"

static const int64_t ORPHAN_VOTE_SECONDS = 60;

void CInstantSend::CheckAndRemove(int nHeight, int64_t nTime)
{
    LOCK(cs_instantsend);

    for (auto it = mapTxLockCandidates.begin(); it != mapTxLockCandidates.end();) {
        if (!it->second.IsExpired(nHeight)) {
            ++it;
            continue;
        }
        const uint256 txHash = it->first;
        it = mapTxLockCandidates.erase(it);
        mapTxLockVotes.erase(txHash);
    }

    for (auto it = mapTxLockVotesOrphan.begin(); it != mapTxLockVotesOrphan.end();) {
        if (nTime - it->second.GetTimeCreated() > ORPHAN_VOTE_SECONDS)
            it = mapTxLockVotesOrphan.erase(it); // accept: asymmetric-index
        else
            ++it;
    }
}
