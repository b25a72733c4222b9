// case: Y14-bundle-install
// from: CppMicroServices/CppMicroServices#416
// family: unlocked-map-access
// shape: the lock is taken ahead of the look-up
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>
#include <vector>

struct Manifest {
  std::string symbolicName;
  std::string version;
};

class Bundle {
public:
  Bundle(long id, std::string location, Manifest manifest)
    : id_(id), location_(std::move(location)), manifest_(std::move(manifest))
  {
  }

  long id() const { return id_; }
  const std::string& location() const { return location_; }
  const std::string& symbolicName() const { return manifest_.symbolicName; }

private:
  long id_;
  std::string location_;
  Manifest manifest_;
};

using BundlePtr = std::shared_ptr<Bundle>;

/// Reads the manifests of a library; a library may hold several bundles.
std::vector<Manifest> readManifests(const std::string& location);
