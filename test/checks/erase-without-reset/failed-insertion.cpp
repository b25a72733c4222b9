// What could not be stored is deleted by who wanted to store it, so the container owns the others.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>

struct Track {
  int Id = 0;
};

class TracksBad {
public:
  TracksBad() = default;
  TracksBad(const TracksBad &) = delete;
  ~TracksBad() {
    for (auto &Each : Tracks)
      delete Each.second;
  }
  void add(Track *T) {
    if (!Tracks.emplace(T->Id, T).second)
      delete T;
  }
  void clear() { Tracks.clear(); }
  // CHECK-FIXES: void clear() { mapwarden::clear_reset(Tracks); }
  // CHECK-MESSAGES: :[[@LINE-2]]:25: warning: clearing 'Tracks' drops its 'Track *' without 'delete' [mapwarden-erase-without-reset]

private:
  std::map<int, Track *> Tracks;
};

class TracksOk {
public:
  TracksOk() = default;
  TracksOk(const TracksOk &) = delete;
  ~TracksOk() { clear(); }
  void add(Track *T) {
    if (!Tracks.emplace(T->Id, T).second)
      delete T;
  }
  void clear() {
    for (auto &Each : Tracks)
      delete Each.second;
    Tracks.clear();
  }

private:
  std::map<int, Track *> Tracks;
};

void record(TracksBad &Bad, TracksOk &Ok) {
  Bad.add(new Track);
  Ok.add(new Track);
}
