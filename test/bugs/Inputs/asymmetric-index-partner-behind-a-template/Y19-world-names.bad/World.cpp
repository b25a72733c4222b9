// case: Y19-world-names
// from: dartsim/dart#330 (fix #331)
// family: asymmetric-index
// shape: skeletons and frames are both entered in a table by id and in a NameManager; removing a frame erases from both, removing a skeleton forgets its NameManager
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
  mSkeletons.erase(it); // expect: asymmetric-index
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
