#pragma once

#include "events.h"
#include "profile_cache.h"
#include "sessions.h"

#include <httplib.h>

namespace sessiond {

/// The HTTP face of the daemon. Handlers run on the server's thread pool.
class Service {
public:
  void add_routes(httplib::Server &server);
  /// Ends what has been idle for too long; call about once per second.
  void housekeeping();

private:
  using Request = httplib::Request;
  using Response = httplib::Response;
  using Handler = void (Service::*)(const Request &, Response &,
                                    const Session &);

  httplib::Server::Handler with_session(Handler handler);
  void login(const Request &, Response &);
  void logout(const Request &, Response &, const Session &);
  void profile(const Request &, Response &, const Session &);
  void subscribe(const Request &, Response &, const Session &);
  void events(const Request &, Response &, const Session &);
  void device(const Request &, Response &, const Session &);
  void stats(Response &) const;
  void end(const std::string &user, const std::string &token);

  RateLimiter limiter_;
  SessionStore &sessions_ = session_store();
  ProfileCache profiles_;
  StreamTable streams_;
  EventHub hub_;
};

} // namespace sessiond
