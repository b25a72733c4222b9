// case: V17-switchboard-lines
// from: opentelemetry-cpp
// family: escaping-element
// shape: a reference to the caller's entry is used after the command handler in another unit, which may erase that entry
// mode: program
// flags:
#include "switchboard.h"

struct LineEvent {
    enum Kind { Ring, Text, Dropped, Minute } kind;
    int line = -1;
    std::string text;
};
bool nextLineEvent(LineEvent& event);
long seconds();

int main()
{
    Switchboard board;
    LineEvent event;
    while (nextLineEvent(event)) {
        switch (event.kind) {
        case LineEvent::Ring:
            board.connect(event.line, seconds());
            break;
        case LineEvent::Text:
            board.onText(event.line, event.text, seconds());
            break;
        case LineEvent::Dropped:
            board.hangUp(event.line);
            break;
        case LineEvent::Minute:
            board.hangUpIdle(seconds());
            break;
        }
    }
}
