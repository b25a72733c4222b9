// case: V17-switchboard-lines
// from: opentelemetry-cpp
// family: escaping-element
// shape: a reference to the caller's entry is used after the command handler in another unit, which may erase that entry
// mode: program
// flags:
#pragma once
#include <map>
#include <string>
#include <unordered_map>

struct Caller {
    std::string name;
    long lastActive = 0;
};

class Switchboard {
public:
    void connect(int line, long now);
    void hangUp(int line);
    void rename(int line, const std::string& name);
    void onText(int line, const std::string& text, long now);
    void hangUpIdle(long now);

private:
    std::unordered_map<int, Caller> m_callers;
};
