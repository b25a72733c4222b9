// case: P07-prepared-statements
// from: fresh
// family: unbounded-map
// shape: a database server keeps prepared statements under a running number; DEALLOCATE erases one, the end of the connection forgets its own
// mode: program
// flags:
#include "statement_store.h"

#include <algorithm>

std::uint64_t StatementStore::add(const std::string &text) {
  auto plan = std::make_shared<Plan>();
  plan->text = text;
  plan->parameters = static_cast<unsigned>(std::count(text.begin(), text.end(), '?'));
  plans_.emplace(++last_, std::move(plan));
  return last_;
}

std::shared_ptr<const Plan> StatementStore::find(std::uint64_t number) const {
  auto it = plans_.find(number);
  return it == plans_.end() ? nullptr : it->second;
}

void StatementStore::remove(std::uint64_t number) { plans_.erase(number); }
