// mapwarden: everything. Prefer the header of the one thing you use.
#ifndef MAPWARDEN_MAPWARDEN_H
#define MAPWARDEN_MAPWARDEN_H

#include "mapwarden/annotations.h"
#include "mapwarden/bounded_map.h"
#include "mapwarden/helpers.h"
#include "mapwarden/limits.h"
#include "mapwarden/registry.h"
#include "mapwarden/tracked_map.h"
#include "mapwarden/watch.h"

#endif // MAPWARDEN_MAPWARDEN_H
