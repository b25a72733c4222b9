// case: Q15-recent-orders
// from: fresh
// family: escaping-element
// shape: a limited map: the reverse multimap stores iterators into an unordered_map, whose next insert may rehash
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

// Keeps at most max_size entries; the ones with the smallest values are dropped first.
template <typename K, typename V> class limited_map
{
public:
    typedef K key_type;
    typedef V mapped_type;
    typedef std::pair<const K, V> value_type;
    typedef typename std::unordered_map<K, V>::const_iterator const_iterator;

    explicit limited_map(std::size_t max_size) : nMaxSize(max_size) {}
    limited_map(const limited_map&) = delete;
    limited_map& operator=(const limited_map&) = delete;

    const_iterator end() const { return map.end(); }
    const_iterator find(const key_type& k) const { return map.find(k); }
    std::size_t size() const { return map.size(); }

    void insert(const value_type& x)
    {
        std::pair<iterator, bool> ret = map.insert(x);
        if (!ret.second)
            return;
        rmap.insert(std::make_pair(x.second, ret.first)); // expect: escaping-element
        if (map.size() > nMaxSize) {
            map.erase(rmap.begin()->second); // accept: escaping-element
            rmap.erase(rmap.begin());
        }
    }

private:
    typedef typename std::unordered_map<K, V>::iterator iterator;
    std::unordered_map<K, V> map;
    std::multimap<V, iterator> rmap;
    std::size_t nMaxSize;
};

struct Order
{
    std::string id;
    std::int64_t nTime;
    std::int64_t nAmount;
};
bool ReceiveOrder(Order& order);
void Match(const Order& order);
void Ignore(const std::string& id, std::int64_t nFirstSeen);

int main()
{
    limited_map<std::string, std::int64_t> mapAlreadySeen(50000);
    Order order;
    while (ReceiveOrder(order)) {
        auto seen = mapAlreadySeen.find(order.id);
        if (seen != mapAlreadySeen.end()) {
            Ignore(order.id, seen->second);
            continue;
        }
        mapAlreadySeen.insert(std::make_pair(order.id, order.nTime));
        Match(order);
    }
    return 0;
}
