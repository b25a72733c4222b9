//===- FlowTestSupport.h - Facts of a snippet, as short lines --*- C++ -*-===//
#ifndef MAPWARDEN_TEST_UNIT_EXTRACT_FLOWTESTSUPPORT_H
#define MAPWARDEN_TEST_UNIT_EXTRACT_FLOWTESTSUPPORT_H

#include "Extract/Extraction.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <sstream>

namespace mapwarden {

/// Just enough of a standard library; every snippet starts on line 1.
inline constexpr char MiniStd[] = R"cpp(
#pragma GCC system_header
namespace std {
using size_t = decltype(sizeof(0));
struct string {
  string(); string(const char *); string(const string &); ~string();
  string &operator=(const string &); string &append(const string &);
  string &operator+=(const string &);
  bool empty() const; size_t size() const; const char *c_str() const;
};
string operator+(const string &, const string &);
bool operator==(const string &, const string &);
struct string_view { string_view(); string_view(const string &);
  size_t size() const; const char *data() const; };
template <class A, class B> struct pair { A first; B second; };
template <class A, class B> pair<A, B> make_pair(const A &, const B &);
template <class T> T &&move(T &x);
template <class T> void swap(T &, T &);
template <class It> It next(It);
template <class T> struct unique_ptr {
  unique_ptr(); unique_ptr(unique_ptr &&); ~unique_ptr();
  unique_ptr &operator=(unique_ptr &&);
  T &operator*() const; T *operator->() const; T *get() const;
  explicit operator bool() const; };
template <class V> struct node_iterator {
  node_iterator(); node_iterator(const node_iterator &); ~node_iterator();
  node_iterator &operator=(const node_iterator &);
  V &operator*() const; V *operator->() const;
  node_iterator &operator++(); node_iterator operator++(int);
  bool operator==(const node_iterator &) const;
  bool operator!=(const node_iterator &) const; };
template <class K, class V> struct map {
  using value_type = pair<const K, V>; using iterator = node_iterator<value_type>;
  using key_type = K; using mapped_type = V;
  iterator begin(); iterator end(); iterator find(const K &);
  size_t count(const K &) const; bool contains(const K &) const;
  V &operator[](const K &); V &at(const K &);
  pair<iterator, bool> insert(const value_type &);
  template <class... A> pair<iterator, bool> emplace(A &&...);
  template <class... A> pair<iterator, bool> try_emplace(const K &, A &&...);
  template <class A> pair<iterator, bool> insert_or_assign(const K &, A &&);
  iterator erase(iterator); size_t erase(const K &); void clear();
  void swap(map &); size_t size() const; bool empty() const; void reserve(size_t);
};
template <class K, class V> struct unordered_map : map<K, V> {};
template <class T> struct vector {
  using iterator = T *; using value_type = T;
  iterator begin(); iterator end(); T &operator[](size_t); T &back(); T &front();
  void push_back(const T &); void clear(); size_t size() const;
  void reserve(size_t); iterator erase(iterator); bool empty() const; };
struct mutex { void lock(); void unlock(); bool try_lock(); };
struct shared_mutex : mutex { void lock_shared(); void unlock_shared(); };
struct defer_lock_t {}; struct try_to_lock_t {}; inline defer_lock_t defer_lock;
inline try_to_lock_t try_to_lock;
template <class M> struct lock_guard { explicit lock_guard(M &); ~lock_guard(); };
template <class M> struct unique_lock {
  explicit unique_lock(M &); unique_lock(M &, defer_lock_t);
  unique_lock(M &, try_to_lock_t); ~unique_lock();
  void lock(); void unlock(); bool try_lock(); bool owns_lock() const;
  explicit operator bool() const; };
template <class M> struct shared_lock { explicit shared_lock(M &); ~shared_lock();
  void unlock(); };
}
)cpp";

class Snippet {
public:
  explicit Snippet(const std::string &Code,
                   std::string Standard = "-std=c++17") {
    Unit = clang::tooling::buildASTFromCodeWithArgs(
        Code, {Standard, "-include", "mini_std.h", "-fsyntax-only"}, "input.cc",
        "mapwarden-test", std::make_shared<clang::PCHContainerOperations>(),
        clang::tooling::getClangStripDependencyFileAdjuster(),
        {{"mini_std.h", MiniStd}});
    EXPECT_TRUE(Unit && !Unit->getDiagnostics().hasErrorOccurred()) << Code;
    Extraction E(Unit->getASTContext(), Rows, AnalysisOptions());
    E.run();
    Facts = E.takeFacts();
  }

  /// "Used it 2>3>4 same" for: bound in line 2, mutated in 3, used in 4.
  std::vector<std::string> stales() const {
    static constexpr const char *How[] = {"Used", "Stored", "Returned",
                                          "Captured", "OneExpression"};
    std::vector<std::string> Result;
    for (const StaleFact &S : Facts.Stales) {
      std::ostringstream Out;
      Out << How[S.How] << " " << (S.Variable.empty() ? "-" : S.Variable) << " "
          << line(S.Bind) << ">" << line(S.Mutation) << ">" << line(S.Use)
          << (S.SameKey ? " same" : "") << (S.OtherKey ? " other" : "")
          << (S.Call != ~0u ? " call" : "") << (S.Succeeded ? " ok" : "")
          << (S.Unlocked ? " unlocked" : "");
      if (!llvm::is_contained(Result, Out.str()))
        Result.push_back(Out.str());
    }
    llvm::sort(Result);
    return Result;
  }

  /// "3 operator[] m_ exclusive" for each use, in source order.
  std::vector<std::string> locks() const {
    std::vector<std::string> Result;
    for (const UseFact &U : Facts.Uses) {
      std::ostringstream Out;
      Out << line(U.Where) << " " << U.Member;
      for (const HeldLock &L : U.Locks) {
        auto Name = L.Path.containerRef();
        Out << " " << (Name ? Facts.Entities[Name->Decl].Name : "?")
            << (L.Mode == LockMode::Shared ? "/shared" : "");
      }
      Result.push_back(Out.str());
    }
    return Result;
  }

  /// The lines of uses with \p Bit in their context.
  std::vector<uint32_t> linesWith(ContextBits Bit) const {
    std::vector<uint32_t> Result;
    for (const UseFact &U : Facts.Uses)
      if (U.Context & Bit)
        Result.push_back(line(U.Where));
    return Result;
  }

  TUFacts Facts;

private:
  uint32_t line(SiteId S) const {
    return S == NoSite ? 0 : Facts.Sites[S].Line;
  }
  Catalog Rows;
  std::unique_ptr<clang::ASTUnit> Unit;
};

} // namespace mapwarden

#endif
