// case: V17-switchboard-lines
// from: opentelemetry-cpp
// family: escaping-element
// shape: a reference to the caller's entry is used after the command handler in another unit, which may erase that entry
// mode: program
// flags:
#include "switchboard.h"

#include "commands.h"

static const long kIdleSeconds = 900;

void Switchboard::connect(int line, long now)
{
    Caller caller;
    caller.lastActive = now;
    m_callers.emplace(line, caller);
}

void Switchboard::hangUp(int line) { m_callers.erase(line); }

void Switchboard::rename(int line, const std::string& name)
{
    auto it = m_callers.find(line);
    if (it != m_callers.end())
        it->second.name = name;
}

void Switchboard::onText(int line, const std::string& text, long now)
{
    auto it = m_callers.find(line);
    if (it == m_callers.end())
        return;
    Caller& caller = it->second;
    runCommand(*this, line, text);
    caller.lastActive = now;  // expect: escaping-element
}

void Switchboard::hangUpIdle(long now)
{
    for (auto it = m_callers.begin(); it != m_callers.end();) {
        if (now - it->second.lastActive > kIdleSeconds)
            it = m_callers.erase(it);
        else
            ++it;
    }
}
