// Objects that describe types are as many as somebody wrote; other objects come and go.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <memory>
#include <string>

class EventType;
class Session;

static std::map<const EventType *, int> countsOk;
static std::map<std::shared_ptr<EventType>, std::string> namesOk;
static std::map<const Session *, int> visitsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'visitsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]

void seen(const EventType *type, const std::shared_ptr<EventType> &shared,
          const Session *session) {
  ++countsOk[type];
  namesOk[shared] = "seen";
  ++visitsBad[session];
}
