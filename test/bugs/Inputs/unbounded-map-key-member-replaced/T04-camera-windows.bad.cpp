// case: T04-camera-windows
// from: capnproto/capnproto#1864
// family: unbounded-map
// shape: revoke() replaces the string that is the key, so the destructor's erase by that member misses the entry made by the constructor
// mode: tidy
// flags:
#include <map>
#include <memory>
#include <string>

void showStream(int window, const std::string &source);
void raiseWindow(int window);

// Window number by stream address. An address carries a one-time token, so no two views share one.
static std::map<std::string, int> s_windowOf;  // expect: unbounded-map

class CameraView {
public:
  CameraView(int window, const std::string &address) : window_(window), address_(address) {
    s_windowOf.emplace(address_, window_);
    showStream(window_, address_);
  }
  ~CameraView() { s_windowOf.erase(address_); }
  CameraView(const CameraView &) = delete;
  CameraView &operator=(const CameraView &) = delete;

  // The owner of the camera withdrew the permission: a test card until the view is closed.
  void revoke() {
    address_ = "card:withdrawn";
    showStream(window_, address_);
  }

private:
  const int window_;
  std::string address_;
};

struct Event {
  enum { Open, Revoke, Close, Motion } kind;
  int window;
  std::string address;
};
bool nextEvent(Event &e);

int main() {
  std::map<int, std::unique_ptr<CameraView>> views;
  Event e;
  while (nextEvent(e)) {
    if (e.kind == Event::Motion) {
      auto w = s_windowOf.find(e.address);
      if (w != s_windowOf.end())
        raiseWindow(w->second);
      continue;
    }
    auto view = views.find(e.window);
    if (e.kind == Event::Open && view == views.end())
      views.emplace(e.window, std::make_unique<CameraView>(e.window, e.address));
    else if (e.kind == Event::Revoke && view != views.end())
      view->second->revoke();
    else if (e.kind == Event::Close && view != views.end())
      views.erase(view);
  }
}
