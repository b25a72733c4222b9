// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the clean-up erases each vote of the candidate by its own hash, and orphan votes go from both maps
// mode: program
// flags:
#pragma once
#include <map>
#include <mutex>

#include "txlock.h"

#define LOCK(cs) std::lock_guard<std::recursive_mutex> criticalblock(cs)

class CInstantSend {
public:
    void ProcessTxLockRequest(const CTxLockRequest& request, int nHeight);
    bool ProcessTxLockVote(const CTxLockVote& vote);
    bool AlreadyHave(const uint256& hash) const;
    void CheckAndRemove(int nHeight, int64_t nTime);

private:
    void ProcessOrphanTxLockVotes();
    void TryToFinalizeLockCandidate(const uint256& txHash, const CTxLockCandidate& candidate);

    mutable std::recursive_mutex cs_instantsend;
    std::map<uint256, CTxLockCandidate> mapTxLockCandidates;
    std::map<uint256, CTxLockVote> mapTxLockVotes;
    std::map<uint256, CTxLockVote> mapTxLockVotesOrphan;
};

extern CInstantSend instantsend;
