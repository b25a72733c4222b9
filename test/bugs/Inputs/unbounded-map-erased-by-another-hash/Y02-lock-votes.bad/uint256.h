// case: Y02-lock-votes
// from: dashpay/dash#1316
// family: unbounded-map
// shape: the votes are indexed by vote hash, but the clean-up of a candidate erases with the transaction hash, and an expired orphan vote leaves its entry behind
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
