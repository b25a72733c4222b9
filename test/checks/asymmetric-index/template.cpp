// Reported on the pattern, once; templates are not edited.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

template <class K> class NamesBad {
public:
  void add(const K &Name) {
    Ports[Name] = 1;
    Hosts[Name] = 2;
  }
  void remove(const K &Name) {
    Ports.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<K, int> Ports, Hosts;
};
static NamesBad<int> Ints;
static NamesBad<std::string> Texts;
void serve(int I, const std::string &S) {
  Ints.add(I);
  Ints.remove(I);
  Texts.add(S);
  Texts.remove(S);
}
