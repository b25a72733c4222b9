// case: T17-talk-groups
// from: mattyx14/otxserver#740
// family: unbounded-map
// shape: the "close" command deletes a private group from the map, the log-out path only dissolves it; groups have running numbers
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

void tell(unsigned sailor, const std::string &text);

class PrivateGroup
{
public:
    PrivateGroup(unsigned owner, const std::string &name) : m_owner(owner), m_name(name) {}

    void invite(unsigned sailor);
    void leave(unsigned sailor);
    void talk(unsigned from, const std::string &text) const;
    void dissolve();

    unsigned owner() const { return m_owner; }

private:
    unsigned m_owner;
    std::string m_name;
    std::vector<unsigned> m_members;
};

class TalkGroups
{
public:
    unsigned create(unsigned owner, const std::string &name);
    PrivateGroup *group(unsigned number);
    bool remove(unsigned number);
    void loggedOut(unsigned sailor);

private:
    unsigned m_lastNumber = 0;
    std::map<unsigned, std::unique_ptr<PrivateGroup>> m_groups; // expect: unbounded-map
};
