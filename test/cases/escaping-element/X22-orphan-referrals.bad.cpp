// case: X22-orphan-referrals
// from: meritlabs/merit#241
// family: escaping-element
// shape: a loop over a global map calls the function that erases the orphan by hash, then increments the iterator that stood on it
// mode: tidy
// flags:
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <set>

typedef int64_t NodeId;

class uint256 {
public:
    friend bool operator<(const uint256& a, const uint256& b) { return a.data < b.data; }
    std::array<unsigned char, 32> data{};
};

namespace referral {
struct Referral {
    uint256 hash;
    uint256 parentAddress;
    const uint256& GetHash() const { return hash; }
};
typedef std::shared_ptr<const Referral> ReferralRef;
}

struct COrphanReferral {
    referral::ReferralRef ref;
    NodeId fromPeer;
    int64_t nTimeExpire;
};

uint64_t GetRand(uint64_t nMax);

static std::recursive_mutex cs_main;
static std::map<uint256, COrphanReferral> mapOrphanReferrals;
static std::map<uint256, std::set<uint256>> mapOrphanReferralsByPrev;

static int EraseOrphanReferral(uint256 hash)
{
    auto it = mapOrphanReferrals.find(hash);
    if (it == mapOrphanReferrals.end())
        return 0;

    auto itPrev = mapOrphanReferralsByPrev.find(it->second.ref->parentAddress);
    if (itPrev != mapOrphanReferralsByPrev.end()) {
        itPrev->second.erase(hash);
        if (itPrev->second.empty())
            mapOrphanReferralsByPrev.erase(itPrev);
    }
    mapOrphanReferrals.erase(it);
    return 1;
}

static unsigned int LimitOrphanReferrals(unsigned int nMaxOrphans)
{
    unsigned int nEvicted = 0;
    while (mapOrphanReferrals.size() > nMaxOrphans) {
        auto it = std::next(mapOrphanReferrals.begin(), GetRand(mapOrphanReferrals.size()));
        nEvicted += EraseOrphanReferral(it->first);
    }
    return nEvicted;
}

bool AddOrphanReferral(const referral::ReferralRef& ref, NodeId peer, int64_t nNow)
{
    std::lock_guard<std::recursive_mutex> lock(cs_main);
    const uint256& hash = ref->GetHash();
    if (!mapOrphanReferrals.emplace(hash, COrphanReferral{ref, peer, nNow + 20 * 60}).second)
        return false;
    mapOrphanReferralsByPrev[ref->parentAddress].insert(hash);
    LimitOrphanReferrals(100);
    return true;
}

int EraseOrphansFor(NodeId peer)
{
    std::lock_guard<std::recursive_mutex> lock(cs_main);
    int nErased = 0;
    auto iter = mapOrphanReferrals.begin();
    while (iter != mapOrphanReferrals.end()) {
        if (iter->second.fromPeer == peer)
            nErased += EraseOrphanReferral(iter->second.ref->GetHash());
        ++iter; // expect: escaping-element
    }
    return nErased;
}
