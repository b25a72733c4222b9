// A key is present when every path has inserted it or found it, and nothing
// has changed the container or the key since.
#include "FlowTestSupport.h"

using namespace mapwarden;
using testing::ElementsAre;
using testing::IsEmpty;

static std::vector<uint32_t> present(const std::string &Body) {
  return Snippet("using Map = std::map<int, int>;\n"
                 "int f(Map &m, int k, bool c) {\n" +
                 Body + "return 0; }\n")
      .linesWith(KeyPresent);
}

TEST(KeyFlow, FoundKeysArePresent) {
  for (std::string Test :
       {"m.count(k)", "m.count(k) != 0", "m.count(k) > 0", "0 < m.count(k)",
        "m.count(k) == 1", "m.contains(k)", "m.find(k) != m.end()",
        "!(m.find(k) == m.end())", "c && m.count(k)", "!(c || !m.count(k))"})
    EXPECT_THAT(present("if (" + Test +
                        ")\n"
                        "  m[k] = 1;\n" // 4
                        "else\n"
                        "  m[k] = 2;\n"),
                ElementsAre(4u))
        << Test;
}

TEST(KeyFlow, EarlyReturns) {
  EXPECT_THAT(present("auto it = m.find(k);\n"
                      "if (it == m.end()) return 1;\n"
                      "m[k] = 1;\n"), // 5
              ElementsAre(5u));
  EXPECT_THAT(present("if (auto it = m.find(k); it != m.end())\n"
                      "  m[k] = 1;\n"), // 4
              ElementsAre(4u));
  EXPECT_THAT(present("const bool known = m.count(k) != 0;\n"
                      "if (!known) return 1;\n"
                      "m[k] = 1;\n"), // 5
              ElementsAre(5u));
}

TEST(KeyFlow, InsertedOnBothPaths) {
  EXPECT_THAT(present("if (c) m.emplace(k, 1);\n"
                      "else m[k] = 2;\n"
                      "m[k]++;\n"), // 5
              ElementsAre(5u));
  EXPECT_THAT(present("if (c) m.emplace(k, 1);\n"
                      "m[k]++;\n"),
              IsEmpty());
}

TEST(KeyFlow, ChangesForget) {
  EXPECT_THAT(present("m[k] = 1;\n"
                      "m.erase(k);\n"
                      "m[k] = 1;\n"),
              IsEmpty());
  EXPECT_THAT(present("m[k] = 1;\n"
                      "k += 2;\n"
                      "m[k] = 1;\n"),
              IsEmpty());
  EXPECT_THAT(present("for (int i = 0; i < k; ++i) {\n"
                      "  m[i] = 1;\n"
                      "}\n"),
              IsEmpty());
  EXPECT_THAT(present("for (int i = 0; i < k; ++i) {\n"
                      "  int j = i * 2;\n"
                      "  m[j] = 1;\n"
                      "}\n"),
              IsEmpty());
}

TEST(KeyFlow, PresentInALoop) {
  EXPECT_THAT(present("m.try_emplace(k, 0);\n"
                      "for (int i = 0; i < 9; ++i)\n"
                      "  m[k] += i;\n"), // 5
              ElementsAre(5u));
}
