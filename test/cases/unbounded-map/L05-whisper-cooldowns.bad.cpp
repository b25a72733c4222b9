// case: L05-whisper-cooldowns
// from: fresh
// family: unbounded-map
// shape: the eviction is behind a compile-time limit that is zero, which means unlimited: the branch can never run
// mode: tidy
// flags:
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

using PlayerId = std::uint32_t;
using Clock = std::chrono::steady_clock;

namespace limits {
constexpr std::size_t kMaxWhisperLength = 255;
constexpr std::size_t kMaxPairings = 0;  // 0: no limit
constexpr std::chrono::milliseconds kWhisperDelay{800};
}  // namespace limits

void deliver(PlayerId to, PlayerId from, const std::string& text);

class ChatService
{
public:
    static ChatService& Instance()
    {
        static ChatService service;
        return service;
    }

    bool Whisper(PlayerId from, PlayerId to, const std::string& text)
    {
        if (text.empty() || text.size() > limits::kMaxWhisperLength)
            return false;
        const auto now = Clock::now();
        if (!Allowed({from, to}, now))
            return false;
        deliver(to, from, text);
        return true;
    }

private:
    using Pairing = std::pair<PlayerId, PlayerId>;

    bool Allowed(const Pairing& pairing, Clock::time_point now)
    {
        auto [slot, first] = m_lastWhisper.emplace(pairing, now);
        if (!first)
        {
            if (now - slot->second < limits::kWhisperDelay)
                return false;
            slot->second = now;
        }
        if (limits::kMaxPairings != 0 && m_lastWhisper.size() > limits::kMaxPairings)
            DropOldest();
        return true;
    }

    void DropOldest()
    {
        auto oldest = std::min_element(m_lastWhisper.begin(), m_lastWhisper.end(),
            [](const auto& a, const auto& b) { return a.second < b.second; });
        if (oldest != m_lastWhisper.end())
            m_lastWhisper.erase(oldest);
    }

    std::map<Pairing, Clock::time_point> m_lastWhisper;  // expect: unbounded-map
};
