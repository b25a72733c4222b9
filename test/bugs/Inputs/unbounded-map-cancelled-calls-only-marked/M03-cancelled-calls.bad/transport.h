// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: a reply erases the pending call; a cancelled or timed-out call is answered and aborted but its entry stays
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>

class Transport {
 public:
  virtual ~Transport() = default;
  virtual bool write(std::uint64_t call, const std::string &body) = 0;
  // The peer sends no reply for a call that was aborted.
  virtual void abort(std::uint64_t call) = 0;
};
