// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the clean-up erases each vote of the candidate by its own hash, and orphan votes go from both maps
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
        for (const auto& entry : it->second.GetVotes())
            mapTxLockVotes.erase(entry.first);
        it = mapTxLockCandidates.erase(it);
    }

    for (auto it = mapTxLockVotesOrphan.begin(); it != mapTxLockVotesOrphan.end();) {
        if (nTime - it->second.GetTimeCreated() > ORPHAN_VOTE_SECONDS) {
            mapTxLockVotes.erase(it->first);
            it = mapTxLockVotesOrphan.erase(it);
        } else {
            ++it;
        }
    }
}
