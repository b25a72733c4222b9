// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: function-local static pool in a function template caches a compiled database per list of patterns that queries send
// mode: program
// flags:
#pragma once
#include <map>

#include "Regexps.h"

namespace DB::MultiRegexps
{

struct Pool
{
    using Key = std::pair<Patterns, std::optional<uint32_t>>;

    std::mutex mutex;
    std::map<Key, DeferredDatabasePtr> storage; // expect: unbounded-map
};

template <bool save_indices>
DeferredDatabasePtr getOrSet(const Patterns & patterns, std::optional<uint32_t> edit_distance)
{
    static Pool known_databases; /// Different variables for different pattern parameters.

    std::lock_guard lock(known_databases.mutex);

    auto it = known_databases.storage.find({patterns, edit_distance});
    if (it == known_databases.storage.end())
    {
        auto deferred = std::make_shared<DeferredDatabase>(
            [patterns, edit_distance] { return compileDatabase(patterns, save_indices, edit_distance); });
        it = known_databases.storage.emplace(Pool::Key(patterns, edit_distance), std::move(deferred)).first;
    }
    return it->second;
}

}
