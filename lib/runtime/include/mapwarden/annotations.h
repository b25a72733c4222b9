// mapwarden: annotations that write down what a declaration promises.
//
// Under clang each expands to an `annotate` attribute; it changes no code, and
// elsewhere it expands to nothing. The mapwarden checks believe them, and
// report those that plainly do not hold. Annotations stand directly after the
// declarator's name (and array bounds), before any initialiser;
// MAPWARDEN_REMOVER stands before the function, or after its parameter list
// when it has no body there. See docs/runtime/annotations.md.
#ifndef MAPWARDEN_ANNOTATIONS_H
#define MAPWARDEN_ANNOTATIONS_H

#if defined(__clang__)
#define MAPWARDEN_DETAIL_ANNOTATE(text)                                        \
  __attribute__((annotate("mapwarden::" text)))
#else
#define MAPWARDEN_DETAIL_ANNOTATE(text)
#endif

/// Declares that a map holds at most `max` entries because `who` removes them;
/// silences mapwarden-unbounded-map.
///
/// \param max  any expression; kept as text, so it may name a run-time limit
/// \param who  a string literal: who removes, e.g. "evict_oldest()"
/// The attribute reads `mapwarden::bounded_by:<max>;<who>`. No run-time effect.
///
///     std::map<int, session> sessions_ MAPWARDEN_BOUNDED_BY(most, "reap()");
#define MAPWARDEN_BOUNDED_BY(max, who)                                         \
  MAPWARDEN_DETAIL_ANNOTATE("bounded_by:" #max ";" who)

/// Declares that a map's raw pointer or handle values are owned by the map:
/// erasing must release them. mapwarden-erase-without-reset then needs no
/// other evidence of it.
///
/// The attribute reads `mapwarden::owned_values`. No run-time effect.
///
///     std::map<int, session*> sessions_ MAPWARDEN_OWNED_VALUES;
#define MAPWARDEN_OWNED_VALUES MAPWARDEN_DETAIL_ANNOTATE("owned_values")

/// Declares that every access to a map must hold the lock `mu`;
/// mapwarden-unlocked-map-access reports those that do not.
///
/// \param mu  the lock by its name (`mutex_`, `Pool::mutex`, `pool_->mutex`);
///            kept as text, so it may be declared further down
/// The attribute reads `mapwarden::guarded_by:<mu>`. No run-time effect;
/// independent of clang's own guarded_by.
///
///     std::map<int, session> sessions_ MAPWARDEN_GUARDED_BY(mutex_);
#define MAPWARDEN_GUARDED_BY(mu) MAPWARDEN_DETAIL_ANNOTATE("guarded_by:" #mu)

/// Declares that a function removes entries from the maps of its class and is
/// called at run time, be it by code that is not in sight.
///
/// The attribute reads `mapwarden::remover`. No run-time effect.
///
///     MAPWARDEN_REMOVER void reap();
#define MAPWARDEN_REMOVER MAPWARDEN_DETAIL_ANNOTATE("remover")

#endif // MAPWARDEN_ANNOTATIONS_H
