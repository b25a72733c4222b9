// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: function-local static pool in a function template caches a compiled database per list of patterns that queries send
// mode: program
// flags:
#pragma once
#include "Regexps.h"

namespace DB
{

std::vector<bool> multiMatchAny(const std::vector<std::string> & haystacks, const Patterns & patterns);

std::vector<std::vector<uint32_t>>
multiFuzzyMatchAllIndices(const std::vector<std::string> & haystacks, uint32_t edit_distance, const Patterns & patterns);

}
