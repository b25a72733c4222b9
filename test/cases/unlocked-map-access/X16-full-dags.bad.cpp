// case: X16-full-dags
// from: ethereum/aleth#2054
// family: unlocked-map-access
// shape: the guard is a macro over a for statement; the static functions reach map and mutex through get(), one of them without the macro
// mode: tidy
// flags:
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace dev
{

using Mutex = std::mutex;
using h256 = std::array<std::uint8_t, 32>;
using Nonce = std::uint64_t;

template <class GuardType, class MutexType>
struct GenericGuardBool: GuardType
{
	GenericGuardBool(MutexType& _m): GuardType(_m) {}
	bool b = true;
};

#define DEV_GUARDED(MUTEX) \
	for (dev::GenericGuardBool<std::lock_guard<dev::Mutex>, dev::Mutex> __eth_l(MUTEX); __eth_l.b; __eth_l.b = false)

namespace eth
{

struct Result
{
	h256 value{};
	h256 mixHash{};
};

class FullAllocation
{
public:
	explicit FullAllocation(h256 const& _seedHash): m_seedHash(_seedHash) {}
	void generate(std::function<int(unsigned)> const& _progress);
	Result compute(h256 const& _headerHash, Nonce _nonce) const;

private:
	h256 m_seedHash;
	std::vector<std::uint64_t> m_dag;
};
using FullType = std::shared_ptr<FullAllocation>;

Result computeLight(h256 const& _seedHash, h256 const& _headerHash, Nonce _nonce);

class EthashAux
{
public:
	static EthashAux* get()
	{
		static EthashAux s_this;
		return &s_this;
	}

	static void computeFull(h256 const& _seedHash);
	static FullType full(h256 const& _seedHash);
	static void killCache();
	static Result eval(h256 const& _seedHash, h256 const& _headerHash, Nonce _nonce);

private:
	EthashAux() = default;

	Mutex x_fulls;
	std::map<h256, FullType> m_fulls;
};

void EthashAux::computeFull(h256 const& _seedHash)
{
	std::thread([_seedHash]()
	{
		auto dag = std::make_shared<FullAllocation>(_seedHash);
		dag->generate([](unsigned) { return 0; });
		DEV_GUARDED(get()->x_fulls)
			get()->m_fulls[_seedHash] = dag;
	}).detach();
}

FullType EthashAux::full(h256 const& _seedHash)
{
	FullType ret;
	DEV_GUARDED(get()->x_fulls)
	{
		auto it = get()->m_fulls.find(_seedHash);
		if (it != get()->m_fulls.end())
			ret = it->second;
	}
	return ret;
}

void EthashAux::killCache()
{
	DEV_GUARDED(get()->x_fulls)
		get()->m_fulls.clear();
}

Result EthashAux::eval(h256 const& _seedHash, h256 const& _headerHash, Nonce _nonce)
{
	if (FullType dag = get()->m_fulls[_seedHash]) // expect: unlocked-map-access
		return dag->compute(_headerHash, _nonce);
	return computeLight(_seedHash, _headerHash, _nonce);
}

}
}
