// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: cancel, time-out and reply all end in finish() of another file, which extracts the node
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
