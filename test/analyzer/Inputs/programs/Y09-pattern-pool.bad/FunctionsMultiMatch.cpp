// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: function-local static pool in a function template caches a compiled database per list of patterns that queries send
// mode: program
// flags:
#include "FunctionsMultiMatch.h"

#include "PatternPool.h"

namespace DB
{

std::vector<bool> multiMatchAny(const std::vector<std::string> & haystacks, const Patterns & patterns)
{
    const auto database = MultiRegexps::getOrSet<false>(patterns, std::nullopt);
    std::vector<bool> result;
    result.reserve(haystacks.size());
    for (const auto & haystack : haystacks)
        result.push_back(database->get().scan(haystack, nullptr));
    return result;
}

std::vector<std::vector<uint32_t>>
multiFuzzyMatchAllIndices(const std::vector<std::string> & haystacks, uint32_t edit_distance, const Patterns & patterns)
{
    const auto database = MultiRegexps::getOrSet<true>(patterns, edit_distance);
    std::vector<std::vector<uint32_t>> result(haystacks.size());
    for (size_t i = 0; i < haystacks.size(); ++i)
        database->get().scan(haystacks[i], &result[i]);
    return result;
}

}
