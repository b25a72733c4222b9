// A wait for the answer times out, and the entry that was made for it stays.
// RUN: %check %s mapwarden-unbounded-map %t
#include <chrono>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <string>

void sendRequest(long Id, const std::string &Text);
bool nextReply(long &Id);
bool nextText(std::string &Text);

struct Waiting {
  bool Arrived = false;
};

class WaitsBad {
public:
  bool ask(const std::string &Text) {
    std::unique_lock<std::mutex> Lock(Mutex);
    const long Id = ++Last;
    Waiting Mine;
    Open.emplace(Id, &Mine);
    sendRequest(Id, Text);
    if (!Came.wait_for(Lock, std::chrono::seconds(5), [&] { return Mine.Arrived; }))
      return false;
    Open.erase(Id);
    return true;
  }
  void answered(long Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (auto It = Open.find(Id); It != Open.end())
      It->second->Arrived = true;
    Came.notify_all();
  }

private:
  std::mutex Mutex;
  std::condition_variable Came;
  long Last = 0;
  std::map<long, Waiting *> Open;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Open' grows with every new key; 'ask' leaves its entry behind when 'wait_for' fails [mapwarden-unbounded-map]
};

// The function that waits is another one than the one that inserts.
class FuturesBad {
public:
  struct Sent {
    std::shared_future<std::string> Answer;
    long Id;
  };
  Sent send(const std::string &Text) {
    std::lock_guard<std::mutex> Lock(Mutex);
    const long Id = Last++;
    std::promise<std::string> Promise;
    Sent Result{Promise.get_future().share(), Id};
    Open.emplace(Id, std::move(Promise));
    sendRequest(Id, Text);
    return Result;
  }
  std::string ask(const std::string &Text) {
    auto S = send(Text);
    if (S.Answer.wait_for(std::chrono::seconds(5)) != std::future_status::ready)
      throw Text;
    return S.Answer.get();
  }
  void answered(long Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Open.erase(Id);
  }

private:
  std::mutex Mutex;
  long Last = 0;
  std::map<long, std::promise<std::string>> Open;
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'Open' grows with every new key; 'ask' leaves its entry behind when 'wait_for' fails [mapwarden-unbounded-map]
};

class ForgetsOk {
public:
  bool ask(const std::string &Text) {
    std::unique_lock<std::mutex> Lock(Mutex);
    const long Id = ++Last;
    Waiting Mine;
    Open.emplace(Id, &Mine);
    sendRequest(Id, Text);
    const bool Answered =
        Came.wait_for(Lock, std::chrono::seconds(5), [&] { return Mine.Arrived; });
    Open.erase(Id);
    if (!Answered)
      return false;
    return true;
  }

private:
  std::mutex Mutex;
  std::condition_variable Came;
  long Last = 0;
  std::map<long, Waiting *> Open;
};

template <class F> struct Finally {
  F Do;
  ~Finally() { Do(); }
};
template <class F> Finally<F> finally(F Do) { return {Do}; }

class FP_ScopeEndsIt {
public:
  bool ask(const std::string &Text) {
    std::unique_lock<std::mutex> Lock(Mutex);
    const long Id = ++Last;
    Waiting Mine;
    Open.emplace(Id, &Mine);
    auto Undo = finally([&] { Open.erase(Id); });
    sendRequest(Id, Text);
    if (!Came.wait_for(Lock, std::chrono::seconds(5), [&] { return Mine.Arrived; }))
      return false;
    return true;
  }

private:
  std::mutex Mutex;
  std::condition_variable Came;
  long Last = 0;
  std::map<long, Waiting *> Open;
};

int main() {
  WaitsBad Waits;
  FuturesBad Futures;
  ForgetsOk Forgets;
  FP_ScopeEndsIt Scoped;
  std::string Text;
  while (nextText(Text)) {
    Waits.ask(Text);
    Futures.ask(Text);
    Forgets.ask(Text);
    Scoped.ask(Text);
    for (long Id; nextReply(Id);) {
      Waits.answered(Id);
      Futures.answered(Id);
    }
  }
}
