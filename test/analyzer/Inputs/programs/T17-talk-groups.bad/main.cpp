// case: T17-talk-groups
// from: mattyx14/otxserver#740
// family: unbounded-map
// shape: the "close" command deletes a private group from the map, the log-out path only dissolves it; groups have running numbers
// mode: program
// flags:
#include "talk_groups.h"

struct Radio
{
    enum { Open, Invite, Talk, Close, LogOut } what;
    unsigned sailor;
    unsigned group;
    unsigned guest;
    std::string text;
};
bool nextRadio(Radio &r);

static TalkGroups groups;

int main()
{
    Radio r;
    while (nextRadio(r)) {
        if (r.what == Radio::Open) {
            tell(r.sailor, "group " + std::to_string(groups.create(r.sailor, r.text)));
            continue;
        }
        if (r.what == Radio::LogOut) {
            groups.loggedOut(r.sailor);
            continue;
        }
        PrivateGroup *group = groups.group(r.group);
        if (group == nullptr)
            continue;
        if (r.what == Radio::Invite && group->owner() == r.sailor)
            group->invite(r.guest);
        if (r.what == Radio::Talk)
            group->talk(r.sailor, r.text);
        if (r.what == Radio::Close && group->owner() == r.sailor)
            groups.remove(r.group);
    }
}
