// case: X02-time-samples
// from: bitcoin/bitcoin#6490
// family: unbounded-map
// shape: no more addresses are taken once the sample limit is reached
// mode: tidy
// flags:
#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#define LOCK(cs) std::lock_guard<std::recursive_mutex> criticalblock(cs)

constexpr unsigned int TIMEDATA_MAX_SAMPLES = 200;
constexpr int64_t MAX_TIME_ADJUSTMENT = 70 * 60;

class CNetAddr {
 public:
  std::array<unsigned char, 16> ip{};
  friend bool operator<(const CNetAddr& a, const CNetAddr& b) { return a.ip < b.ip; }
};

struct CNode {
  int id = 0;
  CNetAddr addr;
  bool fInbound = false;
};

template <typename T>
class CMedianFilter {
 public:
  CMedianFilter(unsigned int size, T initial) : nSize(size) { vValues.push_back(initial); }

  void input(T value) {
    if (vValues.size() == nSize)
      vValues.erase(vValues.begin());
    vValues.push_back(value);
  }
  T median() const {
    std::vector<T> sorted = vValues;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
  }
  int size() const { return static_cast<int>(vValues.size()); }

 private:
  std::vector<T> vValues;
  unsigned int nSize;
};

static std::recursive_mutex cs_nTimeOffset;
static int64_t nTimeOffset = 0;

int64_t GetTime();
void LogPrintf(const char* fmt, ...);

int64_t GetTimeOffset() {
  LOCK(cs_nTimeOffset);
  return nTimeOffset;
}

void AddTimeData(const CNetAddr& ip, int64_t nOffsetSample) {
  LOCK(cs_nTimeOffset);
  static std::set<CNetAddr> setKnown;
  if (setKnown.size() == TIMEDATA_MAX_SAMPLES)
    return;
  if (!setKnown.insert(ip).second)
    return;

  static CMedianFilter<int64_t> vTimeOffsets(TIMEDATA_MAX_SAMPLES, 0);
  vTimeOffsets.input(nOffsetSample);
  LogPrintf("Added time data, samples %d, offset %+d", vTimeOffsets.size(), static_cast<int>(nOffsetSample));

  if (vTimeOffsets.size() >= 5 && vTimeOffsets.size() % 2 == 1) {
    const int64_t nMedian = vTimeOffsets.median();
    nTimeOffset = std::abs(nMedian) <= MAX_TIME_ADJUSTMENT ? nMedian : 0;
  }
}

bool ProcessMessage(CNode* pfrom, const std::string& strCommand, int64_t nTime) {
  if (strCommand == "version") {
    if (!pfrom->fInbound)
      LogPrintf("connected to peer %d", pfrom->id);
    AddTimeData(pfrom->addr, nTime - GetTime());
    return true;
  }
  return false;
}
