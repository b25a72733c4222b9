// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: a fixed array of buckets, chosen by the hash of the patterns; a bucket that holds other patterns is overwritten
// mode: program
// flags:
#pragma once
#include <array>

#include "Regexps.h"

namespace DB::MultiRegexps
{

class GlobalCacheTable
{
public:
    constexpr static size_t CACHE_SIZE = 500;

    struct Bucket
    {
        Patterns patterns;
        std::optional<uint32_t> edit_distance;
        DeferredDatabasePtr database;
    };

    static size_t getBucketIndexFor(const Patterns & patterns, std::optional<uint32_t> edit_distance)
    {
        size_t hash = edit_distance.value_or(0);
        for (const auto & pattern : patterns)
            hash = hash * 1099511628211ULL + std::hash<std::string>()(pattern);
        return hash % CACHE_SIZE;
    }

    std::mutex mutex;
    std::array<Bucket, CACHE_SIZE> known_databases;
};

template <bool save_indices>
DeferredDatabasePtr getOrSet(const Patterns & patterns, std::optional<uint32_t> edit_distance)
{
    static GlobalCacheTable pool; /// Different variables for different pattern parameters.

    const size_t index = GlobalCacheTable::getBucketIndexFor(patterns, edit_distance);
    std::lock_guard lock(pool.mutex);

    auto & bucket = pool.known_databases[index];
    if (!bucket.database || bucket.patterns != patterns || bucket.edit_distance != edit_distance)
    {
        auto deferred = std::make_shared<DeferredDatabase>(
            [patterns, edit_distance] { return compileDatabase(patterns, save_indices, edit_distance); });
        bucket = {patterns, edit_distance, std::move(deferred)};
    }
    return bucket.database;
}

}
