// case: W08-plan-cache
// from: drogonframework/drogon#2549, meganz/sdk#118
// family: erase-without-reset
// shape: a statement cache evicts its oldest entry; the C handle in the pair is never destroyed
// mode: tidy
// flags:
#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

extern "C" {
struct qdb_session;
struct qdb_plan;
qdb_plan* qdb_plan_create(qdb_session* session, const char* text);
void qdb_plan_destroy(qdb_plan* plan);
int qdb_plan_run(qdb_plan* plan);
}

class PlanCache {
 public:
  PlanCache(qdb_session* session, std::size_t limit) : session_(session), limit_(limit) {}
  PlanCache(const PlanCache&) = delete;
  PlanCache& operator=(const PlanCache&) = delete;
  ~PlanCache() {
    for (auto& [text, slot] : plans_)
      qdb_plan_destroy(slot.first);
  }

  int run(const std::string& text) {
    qdb_plan* plan = prepare(text);
    return plan == nullptr ? -1 : qdb_plan_run(plan);
  }

 private:
  using Order = std::list<std::string>;

  qdb_plan* prepare(const std::string& text) {
    auto it = plans_.find(text);
    if (it != plans_.end()) {
      order_.splice(order_.begin(), order_, it->second.second);
      return it->second.first;
    }
    qdb_plan* plan = qdb_plan_create(session_, text.c_str());
    if (plan == nullptr)
      return nullptr;
    if (plans_.size() >= limit_)
      evictOldest();
    order_.push_front(text);
    plans_.emplace(text, std::make_pair(plan, order_.begin()));
    return plan;
  }

  void evictOldest() {
    if (order_.empty())
      return;
    auto victim = plans_.find(order_.back());
    order_.pop_back();
    plans_.erase(victim);  // expect: erase-without-reset
  }

  qdb_session* session_;
  std::size_t limit_;
  Order order_;
  std::unordered_map<std::string, std::pair<qdb_plan*, Order::iterator>> plans_;
};
