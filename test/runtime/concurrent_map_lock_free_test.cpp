// Lookups of concurrent_map that take no lock, beside eight threads that
// insert, change, erase and reuse; also built with the sanitizers.
#include <atomic>
#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <thread>

#include "in_threads.h"
#include "mapwarden/concurrent_map.h"
#include "test_types.h"

namespace {

using mapwarden::concurrent_map;
using mapwarden::concurrent_options;
using mapwarden_test::allocation_count;
using mapwarden_test::fragile_allocator;
using mapwarden_test::in_threads;

#ifdef MAPWARDEN_SANITIZED
constexpr int rounds = 3000;
#else
constexpr int rounds = 30000;
#endif

// Values of one word, of several words, and with memory of their own; each says
// which key it belongs to.
template <class V> V value_of(int key, int salt);
template <> int value_of(int key, int salt) { return key + 1000 * salt; }
struct three {
  int a, b, c;
};
template <> three value_of(int key, int salt) {
  const int v = value_of<int>(key, salt);
  return {v, v, v};
}
template <> std::string value_of(int key, int salt) {
  return std::string(static_cast<std::size_t>(20 + salt),
                     static_cast<char>('a' + key % 26));
}
bool belongs(int v, int key) { return v % 1000 == key; }
bool belongs(const three &v, int key) {
  return belongs(v.a, key) && v.a == v.b && v.b == v.c;
}
bool belongs(const std::string &v, int key) {
  return v.size() >= 20 && v.front() == 'a' + key % 26 && v.back() == v.front();
}

template <class V> class ConcurrentMapLockFree : public testing::Test {};
using values = testing::Types<int, three, std::string>;
TYPED_TEST_SUITE(ConcurrentMapLockFree, values);

// Entries come and go so fast that their memory is used again at once.
TYPED_TEST(ConcurrentMapLockFree, AValueIsAlwaysWholeAndOfItsKey) {
  for (const std::size_t bound :
       {concurrent_options::unlimited, std::size_t{40}}) {
    concurrent_options o;
    o.stripes = 2;
    o.max_entries = bound;
    concurrent_map<int, TypeParam> m(o);
    in_threads(8, [&](int t) {
      std::mt19937 random(static_cast<std::uint32_t>(t));
      for (int i = 0; i != rounds; ++i) {
        const int k = static_cast<int>(random() % 64);
        switch (random() % 8) {
        case 0:
          m.erase(k);
          break;
        case 1:
          m.insert_or_assign(k, value_of<TypeParam>(k, i % 100));
          break;
        case 2:
          m.update(k, [&](TypeParam &v) {
            ASSERT_TRUE(belongs(v, k));
            v = value_of<TypeParam>(k, i % 50);
          });
          break;
        case 3:
          if (const auto v = m.take(k)) {
            ASSERT_TRUE(belongs(*v, k));
          }
          break;
        case 4:
          if (const auto h = m.find(k); h != m.end()) {
            ASSERT_EQ(h->first, k);
            ASSERT_TRUE(belongs(h->second, k));
          }
          break;
        default:
          if (const auto v = m.get(k)) {
            ASSERT_TRUE(belongs(*v, k));
          }
        }
      }
    });
    EXPECT_EQ(m.detached_entries(), 0u);
    EXPECT_EQ(m.snapshot().size(), m.size());
  }
}

// While others make the table split, merge, double and halve.
TYPED_TEST(ConcurrentMapLockFree,
           WhatStaysIsFoundWhileTheTableGrowsAndShrinks) {
  concurrent_options o;
  o.stripes = 1;
  concurrent_map<int, TypeParam> m(o);
  for (int k = 0; k != 100; ++k)
    m.try_emplace(k, value_of<TypeParam>(k, 1));
  std::atomic<int> writing{2};
  in_threads(8, [&](int t) {
    if (t < 2) {
      for (int round = 0; round != 3; ++round) {
        for (int i = 0; i != rounds / 3; ++i)
          m.try_emplace(1000 + 2 * i + t, value_of<TypeParam>(1, 1));
        for (int i = 0; i != rounds / 3; ++i)
          ASSERT_TRUE(m.erase(1000 + 2 * i + t));
      }
      --writing;
      return;
    }
    std::mt19937 random(static_cast<std::uint32_t>(t));
    while (writing.load() != 0) {
      const int k = static_cast<int>(random() % 100);
      ASSERT_TRUE(m.contains(k));
      const auto v = m.get(k);
      ASSERT_TRUE(v && belongs(*v, k));
      const auto h = m.find(k);
      ASSERT_TRUE(h && belongs(h->second, k));
      ASSERT_FALSE(m.contains(-1 - k));
      std::this_thread::yield(); // Two cores: the writers wait for readers.
    }
  });
  EXPECT_EQ(m.size(), 100u);
}

// The characters of an erased key go as soon as erase returns: a lookup of
// another key with the same hash must not read them.
struct one_hash {
  std::size_t operator()(std::string_view) const { return 7; }
};
TEST(ConcurrentMapLockFreeKeys, WhatAnErasedKeyRefersToIsNotRead) {
  concurrent_map<std::string_view, int, one_hash> m;
  // Of one length: others need not be read to tell them apart.
  static const std::string lasting = "a key that lasts, long enough, heap!";
  m.try_emplace(lasting, 1);
  in_threads(8, [&](int t) {
    const std::string same = lasting;
    for (int i = 0; i != rounds / 4; ++i) {
      if (t % 2 == 0) {
        const auto mine = std::make_unique<std::string>(
            "a key of thread " + std::to_string(t) + ", long enough, heap");
        ASSERT_EQ(mine->size(), lasting.size());
        m.try_emplace(*mine, t);
        ASSERT_TRUE(m.contains(*mine));
        ASSERT_TRUE(m.erase(*mine));
      } else {
        ASSERT_EQ(m.get(lasting), 1);
        ASSERT_EQ(m.get(same), 1); // other bytes, the same characters
        ASSERT_FALSE(m.contains("a key that nobody ever put in"));
      }
    }
  });
  EXPECT_EQ(m.size(), 1u);
}

// Keys whose bytes differ though they are equal.
TEST(ConcurrentMapLockFreeKeys, EqualKeysOfOtherBytesAreFound) {
  concurrent_map<double, int> m;
  m.try_emplace(0.0, 5);
  EXPECT_EQ(m.get(-0.0), 5);
  struct folded {
    bool operator()(char a, char b) const { return (a & 31) == (b & 31); }
  };
  struct fold {
    std::size_t operator()(char c) const {
      return static_cast<std::size_t>(c & 31);
    }
  };
  concurrent_map<char, int, fold, folded> letters;
  letters.try_emplace('a', 1);
  EXPECT_EQ(letters.get('A'), 1);
  EXPECT_TRUE(letters.find('A'));
  EXPECT_FALSE(letters.contains('b'));
}

// What lookups may still see waits, but not for long.
TEST(ConcurrentMapLockFreeKeys, MemoryComesBackAsEntriesAreErased) {
  using entry = std::pair<const int, int>;
  concurrent_options o;
  o.stripes = 4;
  concurrent_map<int, int, std::hash<int>, std::equal_to<int>,
                 fragile_allocator<entry>>
      m(o);
  for (int i = 0; i != 20000; ++i)
    m.try_emplace(i, i);
  const auto most = allocation_count::bytes;
  for (int i = 0; i != 20000; ++i)
    if (i % 100 != 0)
      m.erase(i);
  EXPECT_LT(allocation_count::bytes, most / 10);
  for (int i = 0; i != 20000; i += 100)
    m.erase(i);
  EXPECT_LT(allocation_count::bytes, 4096); // locks only
}

// A thread that ends gives its record back, and its last lookups still work.
TEST(ConcurrentMapLockFreeKeys, LookupsWorkWhileAThreadEnds) {
  static concurrent_map<int, int> m;
  m.try_emplace(1, 2);
  struct last_words {
    ~last_words() {
      EXPECT_EQ(m.get(1), 2);
      EXPECT_TRUE(m.contains(1));
    }
  };
  for (int i = 0; i != 200; ++i)
    std::thread([] {
      static thread_local last_words before; // destroyed after the record
      static_cast<void>(before);
      EXPECT_EQ(m.get(1), 2);
    }).join();
}

} // namespace
