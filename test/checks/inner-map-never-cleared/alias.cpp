// Aliases of the outer and of the inner type.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <map>
#include <string>

using Row = std::map<std::string, int>;
typedef std::map<std::string, Row> Table;

static Table CellsBad;
void set(const std::string &R, const std::string &C, int V) {
  CellsBad[R][C] = V;
}
void unset(const std::string &R, const std::string &C) {
  CellsBad[R].erase(C);
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an inner container that becomes empty here stays in 'CellsBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: mapwarden::erase_nested(CellsBad, R, C);
}
