#include "StatusLine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using Clock = std::chrono::steady_clock;

namespace mapwarden {

StatusLine::StatusLine(bool Quiet)
    : Enabled(!Quiet && sys::Process::StandardErrIsDisplayed()),
      Start(Clock::now()) {}

void StatusLine::show(const std::string &Text) {
  if (!Enabled)
    return;
  unsigned Columns = sys::Process::StandardErrColumns();
  errs() << "\r\x1b[K"
         << StringRef(Text).take_front(Columns ? Columns - 1 : 79);
  errs().flush();
  Shown = true;
}

void StatusLine::clear() {
  if (Shown)
    errs() << "\r\x1b[K";
  Shown = false;
}

/// "collecting 12/167 (3 cached), about 40 s left"
void StatusLine::collecting(const CollectProgress &P) {
  auto Now = Clock::now();
  if (!Enabled || (P.Done != P.Total && Shown &&
                   Now - Last < std::chrono::milliseconds(100)))
    return;
  Last = Now;
  std::string Text =
      "collecting " + std::to_string(P.Done) + "/" + std::to_string(P.Total);
  if (P.Cached)
    Text += " (" + std::to_string(P.Cached) + " cached)";
  size_t Read = P.Done - P.Cached, Left = P.Total - P.Done;
  double Seconds = std::chrono::duration<double>(Now - Start).count();
  if (Read && Left)
    Text += ", about " + std::to_string(size_t(Seconds / Read * Left) + 1) +
            " s left";
  show(Text);
}

} // namespace mapwarden
