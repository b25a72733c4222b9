// case: Y14-bundle-install
// from: CppMicroServices/CppMicroServices#416
// family: unlocked-map-access
// shape: install() looks the location up before it takes the lock of its Lockable base that each other method takes through a returned lock object
// mode: program
// flags:
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "bundle_registry.h"

int acceptShell();
bool readCommand(int shell, std::string& verb, std::string& argument);
void answer(int shell, const std::string& text);

namespace {

class ShellSession {
public:
  ShellSession(int shell, std::shared_ptr<BundleRegistry> registry) : shell_(shell), registry_(std::move(registry)) {}

  void run()
  {
    std::string verb, argument;
    while (readCommand(shell_, verb, argument)) {
      if (verb == "install")
        list(registry_->install(argument));
      else if (verb == "find")
        list(registry_->byName(argument));
      else if (verb == "uninstall")
        answer(shell_, registry_->uninstall(std::stol(argument)) ? "done" : "no such bundle");
      else if (verb == "where")
        where(std::stol(argument));
    }
  }

private:
  void list(const std::vector<BundlePtr>& bundles)
  {
    for (const auto& bundle : bundles)
      answer(shell_, std::to_string(bundle->id()) + " " + bundle->symbolicName());
  }

  void where(long id)
  {
    auto bundle = registry_->get(id);
    answer(shell_, bundle ? bundle->location() : "no such bundle");
  }

  int shell_;
  std::shared_ptr<BundleRegistry> registry_;
};

}

int main()
{
  auto registry = std::make_shared<BundleRegistry>();
  for (int shell = acceptShell(); shell >= 0; shell = acceptShell()) {
    std::thread([shell, registry] { ShellSession(shell, registry).run(); }).detach();
    std::clog << registry->size() << " bundles\n";
  }
  return 0;
}
