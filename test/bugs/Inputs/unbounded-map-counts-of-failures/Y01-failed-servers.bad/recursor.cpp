// case: Y01-failed-servers
// from: PowerDNS/pdns#8525
// family: unbounded-map
// shape: template counter per remote server in thread-local storage; an entry goes only when the same server answers again, the housekeeping prunes its sibling map only
// mode: program
// flags:
#include <thread>
#include <vector>

#include "syncres.h"

struct Question
{
  DNSName qname;
  uint16_t qtype;
  int fd;
  ComboAddress remote;
};

bool waitForQuestion(Question& question);
void sendAnswer(const Question& question, int rcode, const std::vector<DNSRecord>& records);
void reportGauge(const char* name, size_t value);

static void houseKeeping(time_t now)
{
  static thread_local time_t t_lastPrune = 0;
  if (now - t_lastPrune < 60) {
    return;
  }
  t_lastPrune = now;
  SyncRes::pruneNSSpeeds(now - 300);
  reportGauge("nsspeeds-entries", SyncRes::getNSSpeedsSize());
  reportGauge("failed-host-entries", SyncRes::getFailedServersSize());
}

static void recursorThread()
{
  Question question;
  while (waitForQuestion(question)) {
    const time_t now = time(nullptr);
    SyncRes resolver(now);
    std::vector<DNSRecord> records;
    const int rcode = resolver.beginResolve(question.qname, question.qtype, records);
    sendAnswer(question, rcode, records);
    houseKeeping(now);
  }
}

int main()
{
  std::vector<std::thread> workers;
  for (unsigned int n = 0; n < 2; ++n) {
    workers.emplace_back(recursorThread);
  }
  for (auto& worker : workers) {
    worker.join();
  }
}
