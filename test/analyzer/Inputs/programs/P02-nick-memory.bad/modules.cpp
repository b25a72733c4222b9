// case: P02-nick-memory
// from: fresh
// family: unbounded-map
// shape: a base class of bouncer modules remembers every nick ever heard; its trim() that keeps the newest ones has no caller
// mode: program
// flags:
#include <algorithm>

#include "module.h"
#include "nick_memory.h"

namespace {

class SeenModule : public Module, private NickMemory {
 public:
  SeenModule(Output &out, std::size_t keep) : Module(out), keep_(keep) {}
  const char *name() const override { return "seen"; }

  void handle(const Line &line, std::time_t now) override {
    if (line.args.size() < 2 || line.command != "PRIVMSG") return;
    const std::string &channel = line.args[0];
    const std::string &text = line.args[1];
    if (text.rfind("!seen ", 0) == 0) {
      answer(channel, text.substr(6), now);
      return;
    }
    note(line.nick(), Sighting{now, channel, text});
  }

  void tick(std::time_t now) override {
    if (now - last_report_ < 3600) return;
    last_report_ = now;
    out_.send("*status", "seen: " + std::to_string(known()) + " nicks (" + std::to_string(keep_) + " configured)");
  }

 private:
  void answer(const std::string &channel, const std::string &nick, std::time_t now) {
    if (const auto found = recall(nick))
      out_.send(channel, nick + " was here " + std::to_string(now - found->when) + " s ago");
    else
      out_.send(channel, "never heard of " + nick);
  }

  std::size_t keep_;
  std::time_t last_report_ = 0;
};

class AwayModule : public Module {
 public:
  using Module::Module;
  const char *name() const override { return "away"; }
  void handle(const Line &line, std::time_t now) override {
    if (line.command == "PRIVMSG") last_activity_ = std::max(last_activity_, now);
  }
  void tick(std::time_t now) override {
    if (now - last_activity_ > 900 && !away_) out_.send("*server", "AWAY :idle");
    away_ = now - last_activity_ > 900;
  }

 private:
  std::time_t last_activity_ = 0;
  bool away_ = false;
};

}  // namespace

std::unique_ptr<Module> make_seen_module(Output &out, std::size_t keep) {
  return std::make_unique<SeenModule>(out, keep);
}

std::unique_ptr<Module> make_away_module(Output &out) { return std::make_unique<AwayModule>(out); }
