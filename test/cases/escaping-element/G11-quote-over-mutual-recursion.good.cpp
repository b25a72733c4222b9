// case: G11-quote-over-mutual-recursion
// from: llvm/circt#2735
// family: escaping-element
// shape: the quote is computed in a local and stored when the recursion is over
// mode: tidy
#include <map>
#include <tsl/robin_map.h>
#include <utility>
#include <vector>

struct Quote {
  long cents = 0;
  bool complete = false;
};

// Price of a part = own work + price of everything it is made of.
class Pricing {
public:
  explicit Pricing(std::map<int, std::vector<int>> bills) : bills_(std::move(bills)) {}
  long price(int part);
  void reprice(int part) { quotes_.erase(part); }

private:
  long sum(const std::vector<int> &parts);

  std::map<int, std::vector<int>> bills_;
  tsl::robin_map<int, Quote> quotes_;
};

long Pricing::sum(const std::vector<int> &parts) {
  long total = 0;
  for (int part : parts)
    total += price(part);
  return total;
}

long Pricing::price(int part) {
  auto known = quotes_.find(part);
  if (known != quotes_.end())
    return known->second.cents;
  auto bill = bills_.find(part);
  Quote quote;
  quote.cents = 100;
  if (bill != bills_.end())
    quote.cents += sum(bill->second);
  quote.complete = true;
  quotes_.insert_or_assign(part, quote);
  return quote.cents;
}
