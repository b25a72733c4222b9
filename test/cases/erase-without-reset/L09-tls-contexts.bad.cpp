// case: L09-tls-contexts
// from: fresh
// family: erase-without-reset
// shape: insert_or_assign puts a new context over the old one of the same host; the old object is never deleted
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <string>
#include <utility>
#include <vector>

namespace edge {

struct Certificate {
  std::string subject;
  std::vector<unsigned char> der;
};
Certificate load(const std::string& file);

class TlsContext {
 public:
  explicit TlsContext(Certificate certificate) : certificate_(std::move(certificate)) {}
  ~TlsContext() { tickets_.assign(tickets_.size(), 0); }
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;
  const std::string& subject() const { return certificate_.subject; }

 private:
  Certificate certificate_;
  std::vector<unsigned char> tickets_ = std::vector<unsigned char>(48);
};

class VirtualHosts {
 public:
  VirtualHosts() = default;
  VirtualHosts(const VirtualHosts&) = delete;
  VirtualHosts& operator=(const VirtualHosts&) = delete;
  ~VirtualHosts() {
    for (auto& [host, context] : contexts_) delete context;
  }

  // Called for every host block at start and again after a SIGHUP.
  void configure(const std::string& host, const std::string& certFile) {
    contexts_.insert_or_assign(host, new TlsContext(load(certFile)));  // expect: erase-without-reset
  }

  void disable(absl::string_view host) {
    auto it = contexts_.find(host);
    if (it == contexts_.end()) return;
    delete it->second;
    contexts_.erase(it);
  }

  std::string subjectFor(absl::string_view sni) const {
    auto it = contexts_.find(sni);
    if (it == contexts_.end()) it = contexts_.find("default");
    return it == contexts_.end() ? std::string() : it->second->subject();
  }

 private:
  absl::flat_hash_map<std::string, TlsContext*> contexts_;
};

}  // namespace edge
