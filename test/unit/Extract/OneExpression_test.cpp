// A reference can be stale before its expression ends. What the language
// orders is not reported: C++17 evaluates the right side of an assignment
// first, and numbers are loaded when they are named.
#include "FlowTestSupport.h"

using namespace mapwarden;
using testing::ElementsAre;
using testing::IsEmpty;

static std::vector<std::string> stales(const std::string &Body,
                                       std::string Standard = "-std=c++17") {
  return Snippet("struct Info { int n; std::string text; std::vector<int> "
                 "list; };\n"
                 "using Map = std::map<int, Info>; using Names = "
                 "std::map<std::string, int>;\n"
                 "struct Keeper { Map m_; Info *last_; int grow(int); void "
                 "run(int a, int b); };\n"
                 "void use(const Info &); void use2(const Info &, const Info "
                 "&);\n" +
                     Body,
                 Standard)
      .stales();
}

TEST(OneExpression, AssignmentRightSideFirstBad) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  m[a] = m.at(b);\n"
                     "  m[a] = m[b];\n"
                     "}\n"),
              ElementsAre("OneExpression - 6>6>6 other"));
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  m[a] = m[b];\n"
                     "}\n"),
              ElementsAre("OneExpression - 6>6>6 other"));
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  m[a] = m.find(b)->second;\n"
                     "}\n"),
              ElementsAre("OneExpression - 6>6>6 other"));
}

TEST(OneExpression, ScalarsAreLoadedFirstOk) {
  std::string Code = "void f(std::map<int, int> &m, int a, int b) {\n"
                     "  m[a] = m[b];\n"
                     "}\n";
  EXPECT_THAT(stales(Code), IsEmpty());
  EXPECT_THAT(stales(Code, "-std=c++14"),
              ElementsAre("OneExpression - 6>6>6 other"));
}

TEST(OneExpression, InsertingRightSide) {
  std::string Code = "int g(std::map<int, int> &m) { return m[0]; }\n"
                     "void f(std::map<int, int> &m, int a) { m[a] = g(m); }\n";
  EXPECT_THAT(stales(Code), IsEmpty());
  EXPECT_THAT(stales(Code, "-std=c++14"),
              ElementsAre("OneExpression - 6>6>6 other call"));
}

TEST(OneExpression, ArgumentOfTheInsertionItselfBad) {
  EXPECT_THAT(stales("void f(Map &m, int k, int j) {\n" // 5
                     "  m.try_emplace(k, m.at(j));\n"
                     "  m.insert({k + 1, m.at(j)});\n" // copies first
                     "}\n"),
              ElementsAre("OneExpression - 6>6>6 other"));
  EXPECT_THAT(stales("void f(Map &m, int k, int j) {\n" // 5
                     "  auto it = m.find(j);\n"
                     "  m.insert_or_assign(k, it->second);\n"
                     "}\n"),
              ElementsAre("OneExpression it 6>7>7 other"));
}

TEST(OneExpression, TwoReferencesInOneCallBad) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  use2(m[a], m[b]);\n"
                     "}\n"),
              ElementsAre("OneExpression - 6>6>6 other"));
  EXPECT_THAT(
      stales("void f(Map &m, int a, int b) { use2(m.at(a), m.at(b)); }\n"),
      IsEmpty());
}

TEST(OneExpression, ObjectBeforeArguments) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  m[a].text.append(m[b].text);\n"
                     "}\n"),
              ElementsAre("OneExpression - 6>6>6 other"));
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n"
                     "  m[a].text.append(m.at(b).text);\n"
                     "}\n"),
              IsEmpty());
}
