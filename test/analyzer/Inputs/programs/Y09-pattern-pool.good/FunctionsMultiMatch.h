// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: a fixed array of buckets, chosen by the hash of the patterns; a bucket that holds other patterns is overwritten
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
