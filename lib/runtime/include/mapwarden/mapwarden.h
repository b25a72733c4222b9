// mapwarden: everything but prometheus_bridge.h, which needs prometheus-cpp.
// Prefer the header of the one thing you use.
#ifndef MAPWARDEN_MAPWARDEN_H
#define MAPWARDEN_MAPWARDEN_H

#include "mapwarden/annotations.h"
#include "mapwarden/bounded_map.h"
#include "mapwarden/growth_alarm.h"
#include "mapwarden/helpers.h"
#include "mapwarden/janitor.h"
#include "mapwarden/limits.h"
#include "mapwarden/object_pool.h"
#include "mapwarden/prometheus_text.h"
#include "mapwarden/registry.h"
#include "mapwarden/tracked_map.h"
#include "mapwarden/watch.h"
#include "mapwarden/weak_value_map.h"

#endif // MAPWARDEN_MAPWARDEN_H
