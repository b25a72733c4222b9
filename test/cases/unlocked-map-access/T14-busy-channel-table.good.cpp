// case: T14-busy-channel-table
// from: epics-extensions/CALab#10
// family: unlocked-map-access
// shape: the function gives up when the lock was not got
// mode: tidy
// flags:
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>

void logLine(const std::string &text);
bool nextReading(std::string &channel, double &value);
bool nextQuery(std::string &channel);
bool channelGone(std::string &channel);
void answer(double value);

class ChannelTable
{
public:
    bool store(const std::string &channel, double value);
    double value(const std::string &channel);
    void drop(const std::string &channel);

private:
    std::timed_mutex m_lock;
    std::map<std::string, double> m_values;
};

// Called from the acquisition thread, which must not wait long.
bool ChannelTable::store(const std::string &channel, double value)
{
    std::unique_lock<std::timed_mutex> guard(m_lock, std::chrono::milliseconds(50));
    if (!guard.owns_lock()) {
        logLine("channel table is busy: " + channel);
        return false;
    }
    m_values[channel] = value;
    return true;
}

double ChannelTable::value(const std::string &channel)
{
    std::lock_guard<std::timed_mutex> guard(m_lock);
    auto it = m_values.find(channel);
    return it == m_values.end() ? 0.0 : it->second;
}

void ChannelTable::drop(const std::string &channel)
{
    std::lock_guard<std::timed_mutex> guard(m_lock);
    m_values.erase(channel);
}

int main()
{
    ChannelTable table;
    std::thread acquisition([&table] {
        std::string channel;
        double value;
        while (nextReading(channel, value))
            if (!table.store(channel, value))
                logLine("lost a reading of " + channel);
    });
    std::string channel;
    while (nextQuery(channel)) {
        answer(table.value(channel));
        while (channelGone(channel))
            table.drop(channel);
    }
    acquisition.join();
}
