// How many operations the random tests do: 10^7; under a sanitizer, which is
// for what one operation does wrong, 3 * 10^5.
#ifndef MAPWARDEN_TEST_RUNTIME_MODEL_H
#define MAPWARDEN_TEST_RUNTIME_MODEL_H

namespace mapwarden_test {

#ifdef MAPWARDEN_SANITIZED
inline constexpr int model_operations = 300000;
#else
inline constexpr int model_operations = 10000000;
#endif

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_MODEL_H
