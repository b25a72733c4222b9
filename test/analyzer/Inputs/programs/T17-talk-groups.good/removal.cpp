// case: T17-talk-groups
// from: mattyx14/otxserver#740
// family: unbounded-map
// shape: the log-out path deletes the group too
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
    for (auto it = m_groups.begin(); it != m_groups.end();) {
        const unsigned number = it->first;
        const bool his = it->second->owner() == sailor;
        ++it; // remove() erases the entry
        if (his)
            remove(number);
    }
}
