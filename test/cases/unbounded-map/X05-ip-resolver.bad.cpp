// case: X05-ip-resolver
// from: univrsal/waechter#56
// family: unbounded-map
// shape: singleton by CRTP; a resolver thread writes each reverse lookup of a seen remote address into a hash map that is never trimmed
// mode: tidy
// flags:
#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>

template <typename T>
class TSingleton
{
public:
	static T& GetInstance()
	{
		static T Instance;
		return Instance;
	}
};

struct WIPAddress
{
	std::array<uint8_t, 16> Bytes{};
	bool operator==(WIPAddress const& Other) const { return Bytes == Other.Bytes; }
};

struct WIPAddressHash
{
	std::size_t operator()(WIPAddress const& Address) const
	{
		std::size_t Hash = 1469598103934665603ull;
		for (uint8_t Byte : Address.Bytes)
		{
			Hash = (Hash ^ Byte) * 1099511628211ull;
		}
		return Hash;
	}
};

std::string ReverseLookup(WIPAddress const& Address);

class WIPResolver : public TSingleton<WIPResolver>
{
	std::mutex                                                    Mutex;
	std::condition_variable                                       Condition;
	std::queue<WIPAddress>                                        Queue;
	std::unordered_set<WIPAddress, WIPAddressHash>                InFlight;
	std::unordered_map<WIPAddress, std::string, WIPAddressHash>   ResolvedHosts; // expect: unbounded-map
	std::thread                                                   Worker;
	bool                                                          bRunning = false;

	void ResolverThread()
	{
		std::unique_lock Lock(Mutex);
		while (bRunning)
		{
			Condition.wait(Lock, [this] { return !bRunning || !Queue.empty(); });
			if (Queue.empty())
			{
				continue;
			}
			WIPAddress const Address = Queue.front();
			Queue.pop();
			Lock.unlock();
			std::string Host = ReverseLookup(Address);
			Lock.lock();
			InFlight.erase(Address);
			ResolvedHosts.emplace(Address, std::move(Host));
		}
	}

public:
	void Start()
	{
		std::lock_guard Lock(Mutex);
		bRunning = true;
		Worker = std::thread(&WIPResolver::ResolverThread, this);
	}

	void Stop()
	{
		{
			std::lock_guard Lock(Mutex);
			bRunning = false;
		}
		Condition.notify_all();
		Worker.join();
	}

	std::string Resolve(WIPAddress const& Address)
	{
		std::lock_guard Lock(Mutex);
		if (auto It = ResolvedHosts.find(Address); It != ResolvedHosts.end())
		{
			return It->second;
		}
		if (InFlight.insert(Address).second)
		{
			Queue.push(Address);
			Condition.notify_one();
		}
		return {};
	}
};

std::string OnSocketConnected(WIPAddress const& Remote)
{
	return WIPResolver::GetInstance().Resolve(Remote);
}
