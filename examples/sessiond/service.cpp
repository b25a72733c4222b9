#include "service.h"
#include "audit_log.h"

#include <fstream>
#include <random>
#include <sstream>

namespace sessiond {

static const char *const kText = "text/plain";

static void refuse(httplib::Response &response, int status, const char *why) {
  response.status = status;
  response.set_content(std::string(why) + '\n', kText);
}

static std::string client_of(const httplib::Request &request) {
  return request.has_header("X-Forwarded-For")
             ? request.get_header_value("X-Forwarded-For")
             : request.remote_addr;
}

static std::string new_token() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return std::to_string(random()) + '-' + std::to_string(random());
}

static long resident_kib() {
  long total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

void Service::add_routes(httplib::Server &server) {
  server.set_pre_routing_handler(
      [this](const Request &request, Response &response) {
        if (limiter_.allow(client_of(request)))
          return httplib::Server::HandlerResponse::Unhandled;
        refuse(response, 429, "slow down");
        return httplib::Server::HandlerResponse::Handled;
      });
  server.Post("/login", [this](const Request &request, Response &response) {
    login(request, response);
  });
  server.Post("/logout", with_session(&Service::logout));
  server.Get("/profile", with_session(&Service::profile));
  server.Post("/subscribe", with_session(&Service::subscribe));
  server.Get("/events", with_session(&Service::events));
  server.Post("/device", with_session(&Service::device));
  server.Get("/stats",
             [this](const Request &, Response &response) { stats(response); });
}

void Service::housekeeping() {
  limiter_.sweep(std::chrono::seconds(5));
  for (const Session &session : sessions_.idle_for(std::chrono::minutes(30)))
    end(session.user, session.token);
}

httplib::Server::Handler Service::with_session(Handler handler) {
  return [this, handler](const Request &request, Response &response) {
    if (const auto session = sessions_.find(request.get_param_value("user"),
                                            request.get_param_value("token")))
      (this->*handler)(request, response, *session);
    else
      refuse(response, 401, "no such session");
  };
}

void Service::login(const Request &request, Response &response) {
  Session session;
  session.user = request.get_param_value("user");
  if (session.user.empty() || session.user.size() > 64)
    return refuse(response, 400, "bad user name");
  if (!authenticate(session.user, request.get_param_value("ticket"))) {
    AuditLog::instance().record(AuditKind::Refused, session.user);
    return refuse(response, 403, "bad ticket, or too many of them");
  }
  session.token = new_token();
  session.device = request.get_param_value("device");
  session.permissions = permissions_for(request.get_param_value("scope"));
  if (!sessions_.open(session))
    return refuse(response, 409, "too many sessions");
  profiles_.invalidate(session.user);
  AuditLog::instance().record(AuditKind::Login, session.user);
  hub_.publish("users/" + session.user + "/login", "login " + session.device);
  response.set_content(session.token, kText);
}

void Service::logout(const Request &, Response &response,
                     const Session &session) {
  end(session.user, session.token);
  response.set_content("bye\n", kText);
}

void Service::end(const std::string &user, const std::string &token) {
  const auto session = sessions_.close(user, token);
  if (!session)
    return;
  if (session->stream != 0) {
    hub_.unsubscribe(session->topic, session->stream);
    streams_.close(session->stream);
  }
  profiles_.invalidate(user);
  AuditLog::instance().record(AuditKind::Logout, user);
}

void Service::profile(const Request &, Response &response,
                      const Session &session) {
  if (!session.permissions.read_profile)
    return refuse(response, 403, "not in scope");
  auto page = profiles_.get(session.user);
  if (!page) {
    page = session.user + " is logged in from:\n";
    for (const Session &open : sessions_.sessions_of(session.user))
      *page += "- " + open.device + '\n';
    profiles_.put(session.user, *page);
  }
  response.set_content(*page, kText);
}

void Service::subscribe(const Request &request, Response &response,
                        const Session &session) {
  const std::string topic = request.get_param_value("topic");
  if (topic.empty() || topic.size() > 256)
    return refuse(response, 400, "bad topic");
  if (!session.permissions.read_events)
    return refuse(response, 403, "not in scope");
  const auto id = streams_.open(client_of(request));
  const auto sequence =
      hub_.subscribe(topic, id, [this, id](const std::string &event) {
        streams_.deliver(id, event);
      });
  if (!sessions_.attach(session, topic, id)) {
    hub_.unsubscribe(topic, id);
    streams_.close(id);
    return refuse(response, 409, "subscribed already");
  }
  AuditLog::instance().record(AuditKind::Subscribed, session.user);
  response.set_content(std::to_string(sequence) + '\n', kText);
}

void Service::events(const Request &, Response &response,
                     const Session &session) {
  const auto events = streams_.drain(session.stream);
  if (!events)
    return refuse(response, 410, "no open stream");
  std::string lines;
  for (const std::string &event : *events)
    lines += event + '\n';
  response.set_content(lines, kText);
}

void Service::device(const Request &request, Response &response,
                     const Session &session) {
  sessions_.rename_device(session.user, session.token,
                          request.get_param_value("name"));
  profiles_.invalidate(session.user);
  response.set_content("ok\n", kText);
}

void Service::stats(Response &response) const {
  const AuthStats auth = auth_stats();
  const AuditLog &audit = AuditLog::instance();
  std::ostringstream json;
  json << "{\"accounts\": " << auth.accounts << ", \"scopes\": " << auth.scopes
       << ", \"users\": " << sessions_.user_count()
       << ", \"streams\": " << streams_.size()
       << ", \"topics\": " << hub_.size()
       << ", \"profiles\": " << profiles_.size()
       << ", \"clients\": " << limiter_.size()
       << ", \"recent_actors\": " << audit.recent_actors()
       << ", \"total_logins\": " << audit.total(AuditKind::Login)
       << ", \"total_logouts\": " << audit.total(AuditKind::Logout)
       << ", \"rss_kib\": " << resident_kib() << "}\n";
  response.set_content(json.str(), "application/json");
}

} // namespace sessiond
