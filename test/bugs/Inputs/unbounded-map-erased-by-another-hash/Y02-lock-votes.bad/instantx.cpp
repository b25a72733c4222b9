// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the votes are indexed by vote hash, but the clean-up of a candidate erases with the transaction hash, and an expired orphan vote leaves its entry behind
// mode: program
// flags:
#include "instantx.h"

void LockTransaction(const uint256& txHash);

CInstantSend instantsend;

void CInstantSend::ProcessTxLockRequest(const CTxLockRequest& request, int nHeight)
{
    LOCK(cs_instantsend);
    const uint256 txHash = request.GetHash();
    if (!mapTxLockCandidates.emplace(txHash, CTxLockCandidate(request, nHeight)).second)
        return;
    ProcessOrphanTxLockVotes();
}

bool CInstantSend::ProcessTxLockVote(const CTxLockVote& vote)
{
    LOCK(cs_instantsend);
    if (!vote.CheckSignature())
        return false;

    const uint256 voteHash = vote.GetHash();
    if (!mapTxLockVotes.emplace(voteHash, vote).second)
        return false;

    auto it = mapTxLockCandidates.find(vote.GetTxHash());
    if (it == mapTxLockCandidates.end()) {
        mapTxLockVotesOrphan.emplace(voteHash, vote);
        return true;
    }
    if (it->second.AddVote(vote))
        TryToFinalizeLockCandidate(it->first, it->second);
    return true;
}

void CInstantSend::ProcessOrphanTxLockVotes()
{
    for (auto it = mapTxLockVotesOrphan.begin(); it != mapTxLockVotesOrphan.end();) {
        auto candidate = mapTxLockCandidates.find(it->second.GetTxHash());
        if (candidate == mapTxLockCandidates.end()) {
            ++it;
            continue;
        }
        if (candidate->second.AddVote(it->second))
            TryToFinalizeLockCandidate(candidate->first, candidate->second);
        it = mapTxLockVotesOrphan.erase(it); // accept: asymmetric-index
    }
}

void CInstantSend::TryToFinalizeLockCandidate(const uint256& txHash, const CTxLockCandidate& candidate)
{
    if (candidate.IsReady())
        LockTransaction(txHash);
}

bool CInstantSend::AlreadyHave(const uint256& hash) const
{
    LOCK(cs_instantsend);
    return mapTxLockCandidates.count(hash) || mapTxLockVotes.count(hash);
}
