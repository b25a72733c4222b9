//===- StatusLine.h - One line that says how far the run is ----*- C++ -*-===//
#ifndef MAPWARDEN_TOOL_STATUSLINE_H
#define MAPWARDEN_TOOL_STATUSLINE_H

#include "Driver/CollectProgram.h"

namespace mapwarden {

/// On a terminal a line on standard error that is written over; nothing
/// elsewhere. Erased when destroyed.
class StatusLine {
public:
  explicit StatusLine(bool Quiet);
  ~StatusLine() { clear(); }

  void phase(llvm::StringRef What) { show(What.str()); }
  void collecting(const CollectProgress &P);
  void clear();

private:
  void show(const std::string &Text);

  bool Enabled;
  bool Shown = false;
  std::chrono::steady_clock::time_point Start, Last;
};

} // namespace mapwarden

#endif
