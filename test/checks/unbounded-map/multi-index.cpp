// A container with several indices is one container: what an index erases is
// erased.
// RUN: %check %s mapwarden-unbounded-map %t
// REQUIRES: boost
#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index/tag.hpp>
#include <boost/multi_index_container.hpp>
#include <string>

namespace bmi = boost::multi_index;

struct Status {
  std::string Name;
  long Deadline;
};
struct ByOrder {};
using Statuses = bmi::multi_index_container<
    Status, bmi::indexed_by<
                bmi::ordered_unique<
                    bmi::tag<std::string>,
                    bmi::member<Status, std::string, &Status::Name>>,
                bmi::ordered_non_unique<bmi::tag<long>,
                                        bmi::member<Status, long,
                                                    &Status::Deadline>>,
                bmi::sequenced<bmi::tag<ByOrder>>>>;

static Statuses NeverPrunedBad;
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'NeverPrunedBad' grows with every new element and nothing ever erases from it [mapwarden-unbounded-map]
void see(const std::string &Name, long Now) {
  auto &Index = NeverPrunedBad.get<long>();
  if (Index.find(Now) == Index.end())
    NeverPrunedBad.insert({Name, Now});
}

static Statuses ThroughIndexBad;
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'ThroughIndexBad' grows with every new element and nothing ever erases from it [mapwarden-unbounded-map]
void append(const std::string &Name, long Now) {
  ThroughIndexBad.get<ByOrder>().push_back({Name, Now});
}

static Statuses PrunedByTimeOk;
void seeAndPrune(const std::string &Name, long Now) {
  PrunedByTimeOk.insert({Name, Now});
  auto &Index = PrunedByTimeOk.get<long>();
  Index.erase(Index.begin(), Index.upper_bound(Now - 60));
}

static Statuses QueueOk;
void push(const std::string &Name, long Now) { QueueOk.insert({Name, Now}); }
Status pop() {
  Status Result = QueueOk.get<ByOrder>().front();
  QueueOk.get<ByOrder>().pop_front();
  return Result;
}

static Statuses ByNumberOk;
void seeByNumber(const std::string &Name, long Now) {
  ByNumberOk.insert({Name, Now});
  bmi::nth_index<Statuses, 1>::type &Index = bmi::get<1>(ByNumberOk);
  Index.erase(Now - 60);
}

template <class Index> void dropOldest(Index &Oldest) { Oldest.pop_front(); }
static Statuses HelperOk;
void seeWithHelper(const std::string &Name, long Now) {
  HelperOk.insert({Name, Now});
  dropOldest(HelperOk.get<ByOrder>());
}

class Table : public Statuses {
public:
  void see(const std::string &Name, long Now) { insert({Name, Now}); }
  void prune(long Now) {
    auto &Index = get<long>();
    Index.erase(Index.begin(), Index.upper_bound(Now));
  }
};
static Table DerivedOk;
void seeDerived(const std::string &Name, long Now) {
  DerivedOk.see(Name, Now);
  DerivedOk.prune(Now - 60);
}
