// References, iterators and pointers to elements are followed along every path
// to the operations that may invalidate them and from there to their next use.
// Which operations do, for which container, is decided later: all of these
// facts are candidates.
#include "FlowTestSupport.h"

using namespace mapwarden;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

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

TEST(StaleFlow, ReferenceUsedAfterInsertionBad) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  Info &x = m[a];\n"
                     "  m[b];\n"
                     "  x.n++;\n"
                     "}\n"),
              ElementsAre("Used x 6>7>8 other"));
}

TEST(StaleFlow, OnlyTheFirstUseOnAPathIsReportedBad) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  Info &x = m[a];\n"
                     "  m[b];\n"
                     "  if (a) x.n++;\n"
                     "  else x.n--;\n"
                     "  x.n = 0;\n"
                     "}\n"),
              UnorderedElementsAre("Used x 6>7>8 other", "Used x 6>7>9 other"));
}

TEST(StaleFlow, RevalidatedOk) {
  EXPECT_THAT(stales("void f(Map &m, int a) {\n"
                     "  for (auto it = m.begin(); it != m.end();) {\n"
                     "    if (it->second.n) it = m.erase(it);\n"
                     "    else ++it;\n"
                     "  }\n"
                     "  auto i = m.find(a);\n"
                     "  m.erase(a);\n"
                     "  i = m.find(a);\n"
                     "  i->second.n++;\n"
                     "}\n"),
              IsEmpty());
}

TEST(StaleFlow, EraseInForHeaderBad) {
  auto Found = stales("void f(Map &m) {\n" // 5
                      "  for (auto i = m.begin(); i != m.end(); ++i)\n"
                      "    if (i->second.n)\n"
                      "      m.erase(i);\n"
                      "}\n");
  EXPECT_THAT(Found, ElementsAre("Used i 6>8>6 same"));
}

TEST(StaleFlow, EraseOfTheOldPositionOk) {
  auto Found = stales("void f(Map &m) {\n" // 5
                      "  for (auto i = m.begin(); i != m.end();)\n"
                      "    if (i->second.n) m.erase(i++);\n"
                      "    else ++i;\n"
                      "}\n");
  // Erasing another element: up to the container.
  EXPECT_THAT(Found, testing::Each(testing::EndsWith(" other")));
}

TEST(StaleFlow, RangeForBad) {
  EXPECT_THAT(stales("void f(Map &m) {\n" // 5
                     "  for (auto &e : m)\n"
                     "    if (e.second.n)\n"
                     "      m.erase(e.first);\n"
                     "}\n"),
              ElementsAre("Used - 6>8>6 same"));
  EXPECT_THAT(stales("void f(Map &m) {\n" // 5
                     "  for (auto &[key, value] : m)\n"
                     "    if (value.n)\n"
                     "      m.erase(key);\n"
                     "}\n"),
              ElementsAre("Used - 6>8>6 same"));
  EXPECT_THAT(stales("void f(Map &m) {\n" // 5
                     "  for (auto e : m)\n"
                     "    m.erase(e.first);\n"
                     "}\n"),
              ElementsAre("Used - 6>7>6 same"));
}

TEST(StaleFlow, RangeForThatIsLeftOk) {
  EXPECT_THAT(stales("bool f(Map &m) {\n"
                     "  for (auto &e : m)\n"
                     "    if (e.second.n) { m.erase(e.first); return true; }\n"
                     "  for (auto &e : m) { m.erase(e.first); break; }\n"
                     "  return false;\n"
                     "}\n"),
              IsEmpty());
}

TEST(StaleFlow, EraseByKeyOfTheIteratorBad) {
  EXPECT_THAT(stales("int f(Map &m, int id) {\n" // 5
                     "  auto it = m.find(id);\n"
                     "  if (it == m.end()) return 0;\n"
                     "  m.erase(id);\n"
                     "  return it->second.n;\n"
                     "}\n"),
              ElementsAre("Used it 6>8>9 same"));
}

TEST(StaleFlow, DerivedReferenceHasTheSameKeyBad) {
  EXPECT_THAT(stales("int f(Map &m, int id) {\n" // 5
                     "  auto it = m.find(id);\n"
                     "  Info &info = it->second;\n"
                     "  std::string &text = info.text;\n"
                     "  m.erase(it);\n"
                     "  return text.size();\n"
                     "}\n"),
              ElementsAre("Used text 8>9>10 same"));
}

TEST(StaleFlow, ChangedKeyIsAnotherKey) {
  EXPECT_THAT(stales("void f(Map &m, int id) {\n" // 5
                     "  Info &x = m[id];\n"
                     "  ++id;\n"
                     "  m.erase(id);\n"
                     "  x.n = 1;\n"
                     "}\n"),
              ElementsAre("Used x 6>8>9 other"));
}

TEST(StaleFlow, PresentKeyDoesNotInsertOk) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n"
                     "  m[a]; m[b];\n"
                     "  Info &x = m[a];\n"
                     "  Info &y = m[b];\n"
                     "  x.n = y.n;\n"
                     "}\n"
                     "void g(Map &m, int a, int b) {\n"
                     "  if (!m.count(a)) return;\n"
                     "  Info &x = m[b];\n"
                     "  m[a].n = x.n;\n"
                     "  x.n = 0;\n"
                     "}\n"
                     "void h(Map &m, int a, int b) {\n"
                     "  auto it = m.find(a);\n"
                     "  if (it == m.end()) return;\n"
                     "  Info &x = m[b];\n"
                     "  m[a].n = 2;\n"
                     "  x.n = 0;\n"
                     "}\n"),
              IsEmpty());
}

TEST(StaleFlow, ReserveCoversOneInsertionOk) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  m.reserve(m.size() + 2);\n"
                     "  Info &x = m[a];\n"
                     "  Info &y = m[b];\n"
                     "  x.n = y.n;\n"
                     "}\n"),
              IsEmpty());
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  m.reserve(m.size() + 1);\n"
                     "  Info &x = m[a];\n"
                     "  Info &y = m[b];\n"
                     "  x.n = y.n;\n"
                     "}\n"),
              ElementsAre("Used x 7>8>9 other"));
}

TEST(StaleFlow, CallMayInvalidateBad) {
  EXPECT_THAT(stales("void Keeper::run(int a, int b) {\n" // 5
                     "  Info &x = m_[a];\n"
                     "  int n = grow(b);\n"
                     "  x.n = n;\n"
                     "}\n"),
              ElementsAre("Used x 6>7>8 other call"));
}

TEST(StaleFlow, AssignmentAfterTheCallBad) {
  // The reference is named first but written after the call.
  EXPECT_THAT(stales("Info make(Map &m, int k) { return m[k]; }\n" // 5
                     "void f(Map &m, int a) {\n"
                     "  Info &slot = m[a];\n"
                     "  slot = make(m, a - 1);\n"
                     "}\n"),
              ElementsAre("Used slot 7>8>8 other call"));
  EXPECT_THAT(stales("int make(Map &m, int k) { return m[k].n; }\n" // 5
                     "void f(Map &m, int a) {\n"
                     "  int &slot = m[a].n;\n"
                     "  slot = make(m, a - 1);\n"
                     "}\n"),
              ElementsAre("Used slot 7>8>8 other call"));
}

TEST(StaleFlow, ElementCopiedIntoAnotherBad) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  auto it = m.find(a);\n"
                     "  m[b] = it->second;\n"
                     "}\n"),
              ElementsAre("Used it 6>7>7 other"));
}

TEST(StaleFlow, CopiesAndPlainPointersOk) {
  EXPECT_THAT(
      stales("void f(std::map<int, Info *> &m, Map &n, int a, int b) {\n"
             "  Info *p = m[a];\n"
             "  m[b];\n"
             "  p->n++;\n"
             "  Info copy = n[a];\n"
             "  n[b];\n"
             "  copy.n++;\n"
             "}\n"),
      IsEmpty());
}

TEST(StaleFlow, PointerTestIsNoAccess) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  Info *p = &m[a];\n"
                     "  m[b];\n"
                     "  if (p != nullptr)\n"
                     "    p->n = 1;\n"
                     "}\n"),
              ElementsAre("Used p 6>7>9 other"));
}

TEST(StaleFlow, OtherInnerContainerOk) {
  EXPECT_THAT(
      stales("void f(std::map<int, std::vector<int>> &m, int a, int b) {\n"
             "  auto &from = m[a];\n"
             "  auto *p = from.begin();\n"
             "  m.at(b).push_back(1);\n"
             "  *p = 1;\n"
             "}\n"),
      IsEmpty());
  EXPECT_THAT(
      stales("void f(std::map<int, std::vector<int>> &m, int a, int b) {\n" // 5
             "  auto &from = m[a];\n"
             "  auto *p = from.begin();\n"
             "  m.at(a).push_back(1);\n"
             "  *p = 1;\n"
             "}\n"),
      ElementsAre("Used p 7>8>9 other"));
}

TEST(StaleFlow, SwapKeepsReferencesOk) {
  EXPECT_THAT(stales("void f(Map &m, Map &other, int a) {\n"
                     "  Info &x = m.at(a);\n"
                     "  m.swap(other);\n"
                     "  x.n++;\n"
                     "}\n"),
              IsEmpty());
}

TEST(StaleFlow, StructuredBindingFlagIsNoReference) {
  EXPECT_THAT(stales("bool f(Map &m, int a, int b) {\n"
                     "  auto [it, inserted] = m.try_emplace(a);\n"
                     "  m.erase(b);\n"
                     "  return inserted;\n"
                     "}\n"),
              IsEmpty());
}

TEST(StaleFlow, UsedAfterUnlockBad) {
  auto Found = stales(
      "struct S { std::mutex mu_; Map m_; int f(int a); int g(int a); };\n" // 5
      "int S::f(int a) {\n"
      "  std::unique_lock<std::mutex> lock(mu_);\n"
      "  Info &x = m_[a];\n"
      "  lock.unlock();\n"
      "  return x.n;\n"
      "}\n"
      "int S::g(int a) {\n"
      "  Info *p;\n"
      "  { std::lock_guard<std::mutex> lock(mu_);\n" // 14
      "    p = &m_.at(a);\n"
      "  }\n"
      "  return p->n;\n"
      "}\n");
  EXPECT_THAT(Found, UnorderedElementsAre("Used x 8>9>10 unlocked",
                                          "Used p 15>14>17 unlocked"));
}

TEST(StaleFlow, OnlyWritesAreLockedOk) {
  // One thread reads and writes, and locks what others see: the writing.
  EXPECT_THAT(stales("struct S { std::mutex mu_; Map m_; void f(); };\n" // 5
                     "void S::f() {\n"
                     "  for (auto it = m_.begin(); it != m_.end();)\n"
                     "    if (it->second.n) {\n"
                     "      std::lock_guard<std::mutex> lock(mu_);\n"
                     "      it = m_.erase(it);\n"
                     "    } else ++it;\n"
                     "}\n"),
              IsEmpty());
}

TEST(StaleFlow, StoredAndReturnedUnderLockBad) {
  auto Found = stales("struct S { std::mutex mu_; Map m_; Info *last_; Info "
                      "&f(int a); };\n" // 5
                      "Info &S::f(int a) {\n"
                      "  std::lock_guard<std::mutex> lock(mu_);\n"
                      "  last_ = &m_.at(a);\n"
                      "  return m_.at(a);\n"
                      "}\n");
  EXPECT_THAT(Found, UnorderedElementsAre("Stored - 8>0>8",
                                          "Returned - 9>9>9 unlocked"));
}

TEST(StaleFlow, ArgumentNamedBeforeAnInsertionBad) {
  EXPECT_THAT(stales("const int &larger(const int &, const int &);\n" // 5
                     "void f(std::map<int, int> &m, int a, int b) {\n"
                     "  int &n = m[a];\n"
                     "  n = larger(n, m[b]);\n"
                     "}\n"),
              ElementsAre("Used n 7>8>8 other"));
}

TEST(StaleFlow, StructuredBindingIsNamedByItsPart) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  auto [it, inserted] = m.try_emplace(a);\n"
                     "  m[b];\n"
                     "  it->second.n = 1;\n"
                     "}\n"),
              ElementsAre("Used it 6>7>8 other"));
}

TEST(StaleFlow, HandlerAfterEraseBad) {
  EXPECT_THAT(stales("void f(Map &m, int a) {\n" // 5
                     "  Info &x = m[a];\n"
                     "  try { use(x); } catch (...) { m.erase(a); }\n"
                     "  x.n++;\n"
                     "  try { use(x); } catch (...) { m.erase(a); throw; }\n"
                     "}\n"),
              ElementsAre("Used x 6>7>8 same"));
}

TEST(StaleFlow, LambdaOfTheFunctionMayInsertBad) {
  EXPECT_THAT(stales("void f(Map &m, int a, int b) {\n" // 5
                     "  auto add = [&](int k) { m[k].n = 1; };\n"
                     "  Info &x = m[a];\n"
                     "  add(b);\n"
                     "  x.n = 2;\n"
                     "}\n"),
              ElementsAre("Used x 7>8>9 other call"));
}

TEST(StaleFlow, ResultOfTheCallIsRemembered) {
  EXPECT_THAT(stales("bool open(Map &m, int k) { return m.erase(k); } bool "
                     "open2(Map &m, int k) { return m.erase(k); }\n" // 5
                     "void f(Map &m, int a) {\n"
                     "  auto it = m.find(a);\n"
                     "  bool opened = false;\n"
                     "  if (a) opened = open(m, a);\n"
                     "  if (!opened) return;\n"
                     "  it->second.n = 1;\n"
                     "  it = m.find(a + 1);\n"
                     "  if (!open2(m, a)) it->second.n = 2;\n"
                     "}\n"),
              UnorderedElementsAre("Used it 7>9>11 same call ok",
                                   "Used it 12>13>13 other call"));
}
