// case: T17-talk-groups
// from: mattyx14/otxserver#740
// family: unbounded-map
// shape: the "close" command deletes a private group from the map, the log-out path only dissolves it; groups have running numbers
// mode: program
// flags:
#include "talk_groups.h"

bool TalkGroups::remove(unsigned number)
{
    auto it = m_groups.find(number);
    if (it == m_groups.end())
        return false;
    it->second->dissolve();
    m_groups.erase(it);
    return true;
}

// A sailor who leaves the fleet takes the groups along that he opened.
void TalkGroups::loggedOut(unsigned sailor)
{
    for (auto &entry : m_groups)
        entry.second->leave(sailor);
    for (auto &entry : m_groups)
        if (entry.second->owner() == sailor)
            entry.second->dissolve();
}
