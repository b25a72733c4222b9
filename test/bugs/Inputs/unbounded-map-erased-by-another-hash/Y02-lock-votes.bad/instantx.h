// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the votes are indexed by vote hash, but the clean-up of a candidate erases with the transaction hash, and an expired orphan vote leaves its entry behind
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
    std::map<uint256, CTxLockVote> mapTxLockVotes; // expect: unbounded-map
    std::map<uint256, CTxLockVote> mapTxLockVotesOrphan;
};

extern CInstantSend instantsend;
