// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the clean-up erases each vote of the candidate by its own hash, and orphan votes go from both maps
// mode: program
// flags:
#pragma once
#include <array>
#include <cstdint>

class uint256 {
public:
    friend bool operator<(const uint256& a, const uint256& b) { return a.data < b.data; }
    friend bool operator==(const uint256& a, const uint256& b) { return a.data == b.data; }

private:
    std::array<std::uint8_t, 32> data{};
};
