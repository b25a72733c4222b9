// case: G23-one-lookup-forgets-the-mutex
// from: grc-iit/chronolog#668, duckdb/duckdb#8450
// family: unlocked-map-access
// shape: find() of one getter runs without the mutex that all writers take
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
    std::lock_guard<std::mutex> lock(salesMutex_);
    sold_[number] = std::move(ticket);
  }
  void refund(int number) {
    std::lock_guard<std::mutex> lock(salesMutex_);
    sold_.erase(number);
  }
  bool isSold(int number) const {
    std::lock_guard<std::mutex> lock(salesMutex_);
    return sold_.count(number) != 0;
  }
  std::string seat(int number) const;

private:
  mutable std::mutex salesMutex_;
  std::map<int, std::shared_ptr<Ticket>> sold_;
};

std::string BoxOffice::seat(int number) const {
  auto it = sold_.find(number); // expect: unlocked-map-access
  if (it == sold_.end())        // accept: unlocked-map-access
    return std::string();
  std::shared_ptr<Ticket> ticket = it->second; // accept: unlocked-map-access
  return ticket->seat;
}
