// case: Y19-world-names
// from: dartsim/dart#330 (fix #331)
// family: asymmetric-index
// shape: removeSkeleton takes the name out of the manager too
// mode: program
// flags:
#include "World.h"

namespace dart {
namespace simulation {

void integrate(Skeleton& skeleton, double dt);

World::World() : mNameMgrForSkeletons("skeleton"), mNameMgrForSimpleFrames("frame") {}

EntityId World::addSkeleton(const SkeletonPtr& skeleton)
{
  if (!skeleton)
    return 0;
  const EntityId id = mNextId++;
  skeleton->name = mNameMgrForSkeletons.issueNewNameAndAdd(skeleton->name, skeleton);
  mSkeletons.emplace(id, skeleton);
  return id;
}

void World::removeSkeleton(EntityId id)
{
  auto it = mSkeletons.find(id);
  if (it == mSkeletons.end())
    return;
  mNameMgrForSkeletons.removeName(it->second->name);
  mSkeletons.erase(it);
}

SkeletonPtr World::getSkeleton(const std::string& name) const
{
  return mNameMgrForSkeletons.getObject(name);
}

EntityId World::addSimpleFrame(const SimpleFramePtr& frame)
{
  if (!frame)
    return 0;
  const EntityId id = mNextId++;
  frame->name = mNameMgrForSimpleFrames.issueNewNameAndAdd(frame->name, frame);
  mSimpleFrames.emplace(id, frame);
  return id;
}

void World::removeSimpleFrame(EntityId id)
{
  auto it = mSimpleFrames.find(id);
  if (it == mSimpleFrames.end())
    return;
  mNameMgrForSimpleFrames.removeName(it->second->name);
  mSimpleFrames.erase(it);
}

SimpleFramePtr World::getSimpleFrame(const std::string& name) const
{
  return mNameMgrForSimpleFrames.getObject(name);
}

void World::step(double dt)
{
  for (auto& entry : mSkeletons)
    integrate(*entry.second, dt);
}

} // namespace simulation
} // namespace dart
