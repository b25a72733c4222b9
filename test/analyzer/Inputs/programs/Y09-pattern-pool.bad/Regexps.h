// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: function-local static pool in a function template caches a compiled database per list of patterns that queries send
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace DB
{

using Patterns = std::vector<std::string>;

class Database
{
public:
    virtual ~Database() = default;
    virtual bool scan(const std::string & haystack, std::vector<uint32_t> * indices) const = 0;
};

std::unique_ptr<Database> compileDatabase(const Patterns & patterns, bool save_indices, std::optional<uint32_t> edit_distance);

namespace MultiRegexps
{

/// Compiled on first use, so that the pool is not locked meanwhile.
class DeferredDatabase
{
public:
    explicit DeferredDatabase(std::function<std::unique_ptr<Database>()> constructor_) : constructor(std::move(constructor_)) {}

    const Database & get()
    {
        std::call_once(compiled, [this] { database = constructor(); });
        return *database;
    }

private:
    std::function<std::unique_ptr<Database>()> constructor;
    std::once_flag compiled;
    std::unique_ptr<Database> database;
};

using DeferredDatabasePtr = std::shared_ptr<DeferredDatabase>;

}

}
