// case: V05-plotter-jobs
// from: navigation2
// family: unbounded-map
// shape: every way out of the method erases the entry
// mode: program
// flags:
#include <cstdio>

#include "plotter_link.h"

bool nextDrawing(std::string &paper, std::vector<char> &drawing);
void notifyUser(JobResult result);

int main(int argc, char **argv) {
  PlotterLink link(argc > 1 ? argv[1] : "/dev/plotter");
  std::string paper;
  std::vector<char> drawing;
  while (nextDrawing(paper, drawing))
    notifyUser(link.submit(paper, drawing));
  std::printf("%llu sheets\n", static_cast<unsigned long long>(link.sheetsUsed()));
}
