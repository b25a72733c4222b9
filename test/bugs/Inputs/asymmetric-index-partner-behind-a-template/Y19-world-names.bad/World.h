// case: Y19-world-names
// from: dartsim/dart#330 (fix #331)
// family: asymmetric-index
// shape: skeletons and frames are both entered in a table by id and in a NameManager; removing a frame erases from both, removing a skeleton forgets its NameManager
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "NameManager.h"

namespace dart {

struct SimpleFrame
{
  std::string name;
  double x = 0, y = 0, z = 0;
};
using SimpleFramePtr = std::shared_ptr<SimpleFrame>;

struct Skeleton
{
  std::string name;
  std::vector<double> positions;
  std::vector<double> velocities;
};
using SkeletonPtr = std::shared_ptr<Skeleton>;

namespace simulation {

using EntityId = std::uint64_t;

class World
{
public:
  World();

  EntityId addSkeleton(const SkeletonPtr& skeleton);
  void removeSkeleton(EntityId id);
  SkeletonPtr getSkeleton(const std::string& name) const;

  EntityId addSimpleFrame(const SimpleFramePtr& frame);
  void removeSimpleFrame(EntityId id);
  SimpleFramePtr getSimpleFrame(const std::string& name) const;

  void step(double dt);

private:
  EntityId mNextId = 1;
  std::map<EntityId, SkeletonPtr> mSkeletons;
  common::NameManager<SkeletonPtr> mNameMgrForSkeletons; // accept: unbounded-map
  std::map<EntityId, SimpleFramePtr> mSimpleFrames;
  common::NameManager<SimpleFramePtr> mNameMgrForSimpleFrames;
};

} // namespace simulation
} // namespace dart
