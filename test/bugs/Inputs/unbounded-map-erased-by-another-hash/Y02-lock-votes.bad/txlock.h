// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the votes are indexed by vote hash, but the clean-up of a candidate erases with the transaction hash, and an expired orphan vote leaves its entry behind
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>

#include "uint256.h"

class CTxLockRequest {
public:
    uint256 GetHash() const;
    int64_t nTimeReceived = 0;
};

class CTxLockVote {
public:
    uint256 GetHash() const;
    const uint256& GetTxHash() const { return txHash; }
    const uint256& GetMasternode() const { return masternode; }
    int64_t GetTimeCreated() const { return nTimeCreated; }
    bool CheckSignature() const;

private:
    uint256 txHash;
    uint256 masternode;
    int64_t nTimeCreated = 0;
};

class CTxLockCandidate {
public:
    CTxLockCandidate(const CTxLockRequest& request, int nHeight) : txLockRequest(request), nCreatedHeight(nHeight) {}

    bool AddVote(const CTxLockVote& vote) { return mapVotes.emplace(vote.GetHash(), vote).second; }
    const std::map<uint256, CTxLockVote>& GetVotes() const { return mapVotes; }
    bool IsReady() const { return mapVotes.size() >= SIGNATURES_REQUIRED; }
    bool IsExpired(int nHeight) const { return nHeight - nCreatedHeight > KEEP_LOCK_BLOCKS; }

private:
    static const unsigned SIGNATURES_REQUIRED = 6;
    static const int KEEP_LOCK_BLOCKS = 24;

    CTxLockRequest txLockRequest;
    int nCreatedHeight;
    std::map<uint256, CTxLockVote> mapVotes;
};
