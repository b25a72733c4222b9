// case: V17-switchboard-lines
// from: opentelemetry-cpp
// family: escaping-element
// shape: a reference to the caller's entry is used after the command handler in another unit, which may erase that entry
// mode: program
// flags:
#include "commands.h"

void transmit(int line, const std::string& text);

using Command = void (*)(Switchboard& board, int line, const std::string& argument);

static void onName(Switchboard& board, int line, const std::string& argument)
{
    board.rename(line, argument);
    transmit(line, "hello " + argument);
}

static void onQuit(Switchboard& board, int line, const std::string&)
{
    transmit(line, "bye");
    board.hangUp(line);
}

static const std::map<std::string, Command> commandTable = {
    {"name", onName},
    {"quit", onQuit},
};

void runCommand(Switchboard& board, int line, const std::string& text)
{
    const std::string::size_type space = text.find(' ');
    auto it = commandTable.find(text.substr(0, space));
    if (it == commandTable.end()) {
        transmit(line, "what?");
        return;
    }
    it->second(board, line, space == std::string::npos ? std::string() : text.substr(space + 1));
}
