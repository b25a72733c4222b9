// Locks are held from where some path takes them to where any path gives them
// back; what cannot be decided counts as held.
#include "FlowTestSupport.h"

using namespace mapwarden;
using testing::ElementsAre;

static std::vector<std::string> locks(const std::string &Body) {
  return Snippet("struct S { std::shared_mutex mu_; std::map<int, int> m_; "
                 "void f(int a);\n"
                 "  bool empty(); };\n"
                 "void S::f(int a) {\n" +
                 Body + "}\n")
      .locks();
}

TEST(LockFlow, GuardHoldsToTheEndOfItsScope) {
  EXPECT_THAT(locks("{ std::lock_guard<std::shared_mutex> g(mu_);\n"
                    "m_[a] = 1; }\n" // 5
                    "m_.erase(a);\n"),
              ElementsAre("5 operator[] mu_", "6 erase"));
}

TEST(LockFlow, SharedGuard) {
  EXPECT_THAT(locks("std::shared_lock<std::shared_mutex> g(mu_);\n"
                    "m_.count(a);\n"),
              ElementsAre("5 count mu_/shared"));
}

TEST(LockFlow, UnlockAndLockInTheMiddle) {
  EXPECT_THAT(locks("std::unique_lock<std::shared_mutex> g(mu_);\n"
                    "m_.count(a);\n" // 5
                    "g.unlock();\n"
                    "m_.erase(a);\n"
                    "g.lock();\n"
                    "m_.clear();\n"),
              ElementsAre("5 count mu_", "7 erase", "9 clear mu_"));
}

TEST(LockFlow, NotHeldAgainOnOnePathOfALoop) {
  EXPECT_THAT(locks("std::unique_lock<std::shared_mutex> g(mu_);\n"
                    "for (;;) {\n"
                    "m_.count(a);\n" // 6
                    "g.unlock();\n"
                    "if (a) continue;\n"
                    "g.lock();\n"
                    "}\n"),
              ElementsAre("6 count"));
}

TEST(LockFlow, EarlyReturnDoesNotRelease) {
  EXPECT_THAT(locks("mu_.lock();\n"
                    "if (a) { mu_.unlock(); return; }\n" // 5
                    "m_.clear();\n"
                    "mu_.unlock();\n"
                    "m_.count(a);\n"),
              ElementsAre("6 clear mu_", "8 count"));
}

TEST(LockFlow, TemporaryGuardHoldsNothing) {
  EXPECT_THAT(locks("std::lock_guard<std::shared_mutex>{mu_};\n"
                    "m_.clear();\n"),
              ElementsAre("5 clear"));
}

TEST(LockFlow, TryLockIsHeldWhereItSucceeded) {
  EXPECT_THAT(locks("if (!mu_.try_lock()) { m_.count(a); return; }\n"
                    "m_.clear();\n" // 5
                    "mu_.unlock();\n"),
              ElementsAre("4 count", "5 clear mu_"));
  EXPECT_THAT(
      locks("std::unique_lock<std::shared_mutex> g(mu_, std::try_to_lock);\n"
            "if (g.owns_lock()) m_.clear();\n" // 5
            "else m_.count(a);\n"),
      ElementsAre("5 clear mu_", "6 count"));
  EXPECT_THAT(locks("bool locked = mu_.try_lock();\n"
                    "if (locked) m_.clear();\n" // 5
                    "else m_.count(a);\n"),
              ElementsAre("5 clear mu_", "6 count"));
}

TEST(LockFlow, ConditionalLockingIsTheBenefitOfTheDoubt) {
  EXPECT_THAT(
      locks("std::unique_lock<std::shared_mutex> g(mu_, std::defer_lock);\n"
            "if (a) g.lock();\n"
            "m_.clear();\n"),
      ElementsAre(testing::StartsWith("6 clear ")));
}

TEST(LockFlow, DeadCodeIsUnreachable) {
  Snippet S(
      "struct S { std::mutex mu_; std::map<int, int> m_; void f(int a) {\n"
      "  mu_.lock();\n"
      "  return;\n"
      "  m_.clear();\n"
      "} };\n");
  EXPECT_THAT(S.linesWith(Unreachable), ElementsAre(4u));
}

TEST(LockFlow, HandlersSeeTheTryBlock) {
  EXPECT_THAT(locks("mu_.lock();\n"
                    "try { f(a - 1); }\n" // 5
                    "catch (...) { m_.clear(); }\n"
                    "mu_.unlock();\n"),
              ElementsAre("6 clear mu_"));
}

TEST(LockFlow, TriedLockWhoseFailureGoesOn) {
  EXPECT_THAT(
      locks("std::unique_lock<std::shared_mutex> g(mu_, std::try_to_lock);\n"
            "if (!g.owns_lock()) ++a;\n"
            "m_.erase(a);\n" // 6
            "if (g.owns_lock()) m_.clear();\n"
            "if (!g) g.lock();\n"
            "m_.count(a);\n"),
      ElementsAre("6 erase", "7 clear mu_", "9 count mu_"));
}
