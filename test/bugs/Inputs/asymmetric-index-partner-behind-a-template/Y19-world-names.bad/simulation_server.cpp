// case: Y19-world-names
// from: dartsim/dart#330 (fix #331)
// family: asymmetric-index
// shape: skeletons and frames are both entered in a table by id and in a NameManager; removing a frame erases from both, removing a skeleton forgets its NameManager
// mode: program
// flags:
#include "World.h"

using namespace dart;
using simulation::EntityId;

struct Command
{
  enum Kind { AddSkeleton, RemoveSkeleton, AddFrame, RemoveFrame, QuerySkeleton, QueryFrame } kind = QuerySkeleton;
  EntityId id = 0;
  std::string name;
  std::vector<double> positions;
};

bool pollCommand(Command& command);
bool running();
void replyId(EntityId id);
void replyPositions(const std::vector<double>& positions);

static void execute(simulation::World& world, const Command& command)
{
  switch (command.kind) {
  case Command::AddSkeleton: {
    auto skeleton = std::make_shared<Skeleton>();
    skeleton->name = command.name;
    skeleton->positions = command.positions;
    skeleton->velocities.assign(command.positions.size(), 0.0);
    replyId(world.addSkeleton(skeleton));
    break;
  }
  case Command::RemoveSkeleton:
    world.removeSkeleton(command.id);
    break;
  case Command::AddFrame: {
    auto frame = std::make_shared<SimpleFrame>();
    frame->name = command.name;
    replyId(world.addSimpleFrame(frame));
    break;
  }
  case Command::RemoveFrame:
    world.removeSimpleFrame(command.id);
    break;
  case Command::QuerySkeleton:
    if (auto skeleton = world.getSkeleton(command.name))
      replyPositions(skeleton->positions);
    break;
  case Command::QueryFrame:
    if (auto frame = world.getSimpleFrame(command.name))
      replyPositions({frame->x, frame->y, frame->z});
    break;
  }
}

int main()
{
  simulation::World world;
  while (running()) {
    Command command;
    while (pollCommand(command))
      execute(world, command);
    world.step(0.001);
  }
  return 0;
}
