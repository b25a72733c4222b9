// case: X24-limited-map
// from: dashpay/dash#3349
// family: escaping-element
// shape: iterators are collected only for the pruning of one batch, and nothing is inserted meanwhile
// mode: tidy
// flags:
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

class uint256
{
public:
    std::array<unsigned char, 32> data{};
    bool operator==(const uint256& other) const { return data == other.data; }
};

struct StaticSaltedHasher
{
    std::size_t operator()(const uint256& hash) const
    {
        const char* bytes = reinterpret_cast<const char*>(hash.data.data());
        return std::hash<std::string_view>{}(std::string_view(bytes, hash.data.size()));
    }
};

/** STL-like map container that only keeps the N elements with the highest value. */
template <typename K, typename V, typename Hash = std::hash<K>>
class unordered_limitedmap
{
public:
    typedef K key_type;
    typedef V mapped_type;
    typedef std::pair<const key_type, mapped_type> value_type;
    typedef typename std::unordered_map<K, V, Hash>::const_iterator const_iterator;
    typedef typename std::unordered_map<K, V, Hash>::size_type size_type;

protected:
    std::unordered_map<K, V, Hash> map;
    typedef typename std::unordered_map<K, V, Hash>::iterator iterator;
    size_type nMaxSize;
    size_type nPruneAfterSize;

    void prune()
    {
        std::vector<iterator> sortedIterators;
        sortedIterators.reserve(map.size());
        for (auto it = map.begin(); it != map.end(); ++it) {
            sortedIterators.emplace_back(it);
        }
        std::sort(sortedIterators.begin(), sortedIterators.end(),
            [](const iterator& a, const iterator& b) { return a->second < b->second; });
        const size_type nToRemove = map.size() - nMaxSize;
        for (size_type i = 0; i < nToRemove; ++i) {
            map.erase(sortedIterators[i]);
        }
    }

public:
    explicit unordered_limitedmap(size_type nMaxSizeIn) : nMaxSize(nMaxSizeIn), nPruneAfterSize(2 * nMaxSizeIn) { assert(nMaxSize > 0); }

    const_iterator end() const { return map.end(); }
    size_type size() const { return map.size(); }
    const_iterator find(const key_type& k) const { return map.find(k); }

    void insert(const value_type& x)
    {
        const bool inserted = map.insert(x).second;
        if (inserted && map.size() > nPruneAfterSize) {
            prune();
        }
    }
};

static const unsigned int MAX_INV_SZ = 50000;
static std::mutex cs_mapAlreadyAskedFor;
static unordered_limitedmap<uint256, int64_t, StaticSaltedHasher> mapAlreadyAskedFor(MAX_INV_SZ);

int64_t GetTimeMicros();
void RequestObject(const uint256& hash, int64_t nRequestTime);

void AskFor(const uint256& hash)
{
    std::lock_guard<std::mutex> lock(cs_mapAlreadyAskedFor);
    int64_t nRequestTime = GetTimeMicros();
    auto it = mapAlreadyAskedFor.find(hash);
    if (it != mapAlreadyAskedFor.end())
        nRequestTime = it->second + 2 * 60 * 1000000;
    else
        mapAlreadyAskedFor.insert(std::make_pair(hash, nRequestTime));
    RequestObject(hash, nRequestTime);
}
