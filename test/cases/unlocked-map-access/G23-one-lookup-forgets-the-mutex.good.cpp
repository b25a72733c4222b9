// case: G23-one-lookup-forgets-the-mutex
// from: grc-iit/chronolog#668, duckdb/duckdb#8450
// family: unlocked-map-access
// shape: the pointer is copied under the lock; a private helper has locked callers only; the recursive mutex may be taken twice
// mode: tidy
#include <map>
#include <memory>
#include <mutex>
#include <string>

struct Ticket {
  std::string seat;
  double price = 0;
};

class BoxOffice {
public:
  void sell(int number, std::shared_ptr<Ticket> ticket) {
    std::lock_guard<std::recursive_mutex> lock(salesMutex_);
    sold_[number] = std::move(ticket);
    recount();
  }
  void refund(int number) {
    std::lock_guard<std::recursive_mutex> lock(salesMutex_);
    sold_.erase(number);
  }
  bool isSold(int number) const {
    std::lock_guard<std::recursive_mutex> lock(salesMutex_);
    return sold_.count(number) != 0;
  }
  std::string seat(int number) const;
  int revenue() const {
    std::lock_guard<std::recursive_mutex> lock(salesMutex_);
    return revenue_;
  }

private:
  void recount() {
    revenue_ = 0;
    for (const auto &entry : sold_)
      revenue_ += isSold(entry.first) ? static_cast<int>(entry.second->price) : 0;
  }

  mutable std::recursive_mutex salesMutex_;
  std::map<int, std::shared_ptr<Ticket>> sold_;
  int revenue_ = 0;
};

std::string BoxOffice::seat(int number) const {
  std::shared_ptr<Ticket> ticket;
  {
    std::lock_guard<std::recursive_mutex> lock(salesMutex_);
    auto it = sold_.find(number);
    if (it == sold_.end())
      return std::string();
    ticket = it->second;
  }
  return ticket->seat;
}
