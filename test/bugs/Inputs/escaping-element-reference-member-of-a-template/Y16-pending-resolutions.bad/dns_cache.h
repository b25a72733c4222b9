// case: Y16-pending-resolutions
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII helper keeps a reference to the list that a flat_hash_map maps to; a later insertion of another key moves the list
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "cleanup.h"

class LoadDnsCacheEntryCallbacks {
public:
  virtual ~LoadDnsCacheEntryCallbacks() = default;
  virtual void onLoadDnsCacheComplete(const std::string& host, uint32_t address) = 0;
};

// Keeps the callbacks registered; destroyed by the filter when its stream goes away.
class LoadDnsCacheEntryHandle {
public:
  virtual ~LoadDnsCacheEntryHandle() = default;
};
using LoadDnsCacheEntryHandlePtr = std::unique_ptr<LoadDnsCacheEntryHandle>;

class DnsCacheImpl {
public:
  LoadDnsCacheEntryHandlePtr loadDnsCacheEntry(const std::string& host, LoadDnsCacheEntryCallbacks& callbacks);
  void onResolved(const std::string& host, uint32_t address);

private:
  struct LoadHandleImpl;
  using PendingElement = Common::RaiiMapOfListElement<std::string, LoadHandleImpl*>;

  PendingElement::MapOfList pending_resolutions_;
};

void startResolve(const std::string& host);
