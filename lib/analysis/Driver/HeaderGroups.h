//===- HeaderGroups.h - Who shares which prepared headers ------*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_HEADERGROUPS_H
#define MAPWARDEN_DRIVER_HEADERGROUPS_H

#include "Driver/JobPool.h"
#include "Driver/PreparedHeaders.h"
#include <list>
#include <map>

namespace mapwarden {

/// Prepares headers for each group of units with equal flags that is large
/// enough to make up for it. They lie in files without a name: nothing is left
/// behind, whatever ends the process.
class HeaderGroups {
public:
  HeaderGroups() = default;
  HeaderGroups(const HeaderGroups &) = delete;
  HeaderGroups &operator=(const HeaderGroups &) = delete;
  ~HeaderGroups();

  /// Looks at the commands with numbers \p Pending; jobs run within \p Limits.
  void prepare(llvm::ArrayRef<CompileCommand> Commands,
               llvm::ArrayRef<size_t> Pending, const PoolLimits &Limits);

  /// What is prepared for a command; null: nothing.
  const PreparedHeaders *of(size_t Command) const;

private:
  struct Group {
    std::vector<size_t> Units;
    PreparedHeaders Headers;
    int File = -1;
  };
  std::list<Group> Groups;
  std::map<size_t, const Group *> GroupOf; ///< By command.
};

} // namespace mapwarden

#endif
