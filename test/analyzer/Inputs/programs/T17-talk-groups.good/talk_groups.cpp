// case: T17-talk-groups
// from: mattyx14/otxserver#740
// family: unbounded-map
// shape: the log-out path deletes the group too
// mode: program
// flags:
#include "talk_groups.h"

#include <algorithm>

void PrivateGroup::invite(unsigned sailor)
{
    if (std::find(m_members.begin(), m_members.end(), sailor) == m_members.end())
        m_members.push_back(sailor);
}

void PrivateGroup::leave(unsigned sailor)
{
    m_members.erase(std::remove(m_members.begin(), m_members.end(), sailor), m_members.end());
}

void PrivateGroup::talk(unsigned from, const std::string &text) const
{
    for (unsigned member : m_members)
        if (member != from)
            tell(member, m_name + ": " + text);
}

void PrivateGroup::dissolve()
{
    for (unsigned member : m_members)
        tell(member, m_name + " is closed");
    m_members.clear();
}

unsigned TalkGroups::create(unsigned owner, const std::string &name)
{
    const unsigned number = ++m_lastNumber;
    m_groups.emplace(number, std::make_unique<PrivateGroup>(owner, name));
    return number;
}

PrivateGroup *TalkGroups::group(unsigned number)
{
    auto it = m_groups.find(number);
    return it == m_groups.end() ? nullptr : it->second.get();
}
