// case: Y16-pending-resolutions
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII helper keeps a reference to the list that a flat_hash_map maps to; a later insertion of another key moves the list
// mode: program
// flags:
#include "dns_cache.h"

struct DnsCacheImpl::LoadHandleImpl : public LoadDnsCacheEntryHandle {
  LoadHandleImpl(PendingElement::MapOfList& pending, const std::string& host, LoadDnsCacheEntryCallbacks& callbacks)
      : callbacks_(callbacks), element_(pending, host, this) {}

  LoadDnsCacheEntryCallbacks& callbacks_;
  PendingElement element_;
};

LoadDnsCacheEntryHandlePtr DnsCacheImpl::loadDnsCacheEntry(const std::string& host,
                                                           LoadDnsCacheEntryCallbacks& callbacks) {
  const bool first = !pending_resolutions_.contains(host);
  auto handle = std::make_unique<LoadHandleImpl>(pending_resolutions_, host, callbacks);
  if (first) {
    startResolve(host);
  }
  return handle;
}

void DnsCacheImpl::onResolved(const std::string& host, uint32_t address) {
  auto it = pending_resolutions_.find(host);
  if (it == pending_resolutions_.end()) {
    return;
  }
  const std::list<LoadHandleImpl*> waiting = std::move(it->second);
  pending_resolutions_.erase(it);
  for (LoadHandleImpl* handle : waiting) {
    handle->element_.cancel();
  }
  for (LoadHandleImpl* handle : waiting) {
    handle->callbacks_.onLoadDnsCacheComplete(host, address);
  }
}
