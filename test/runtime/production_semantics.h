// Included first by tests that count on which entry a bounded_map evicts, and
// when: they run with the semantics of release builds in debug and sanitizer
// builds as well. bounded_map_misuse_test.cpp covers the others'.
#define MAPWARDEN_EXPOSE_MISUSE 0
