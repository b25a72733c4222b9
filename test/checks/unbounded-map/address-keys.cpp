// Texts that are told apart by their addresses are literals; with an order of its own a map holds any text.
// RUN: %check %s mapwarden-unbounded-map %t
#include <cstring>
#include <map>
#include <string>
#include <unordered_map>

namespace {
struct TextOrder {
  bool operator()(const char *A, const char *B) const {
    return std::strcmp(A, B) < 0;
  }
};
std::map<const char *, long> PlacesOk;
std::unordered_map<const char *, long> HashedPlacesOk;
std::map<const char *, long, TextOrder> TextsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'TextsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
} // namespace

void allocated(const char *Place, long Size) {
  PlacesOk[Place] += Size;
  HashedPlacesOk[Place] += Size;
}
void asked(const char *Text) { ++TextsBad[Text]; }
