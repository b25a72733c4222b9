//===- Types.h - What a clang type means to the model ----------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_TYPES_H
#define MAPWARDEN_MODEL_TYPES_H

#include "Catalog/Catalog.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace mapwarden {

/// A type that the catalogue (or its shape) says is a container.
struct ContainerType {
  const ContainerRow *Row = nullptr;
  clang::QualType Key;    ///< Null for sequences and string-keyed maps.
  clang::QualType Mapped; ///< The value of a map, the element of the others.
  explicit operator bool() const { return Row; }
};

/// The name of \p D with its namespaces and classes, without inline and
/// anonymous namespaces and without template arguments.
std::string qualifiedName(const clang::NamedDecl *D);

/// True for declarations whose code is not the user's: in a system header.
bool isInSystemHeader(const clang::Decl *D);

/// Answers what a type is, by catalogue; caches per declaration. One per
/// translation unit, not thread-safe.
class TypeModel {
public:
  TypeModel(const clang::ASTContext &Context, const Catalog &Rows)
      : Context(Context), Rows(Rows) {}

  const Catalog &catalog() const { return Rows; }
  const clang::ASTContext &context() const { return Context; }

  /// The container that \p T (or what it refers to) is; no wrappers or
  /// pointers are looked through.
  ContainerType container(clang::QualType T) const;
  /// The wrapper \p T is, and through \p Inner what it wraps.
  std::optional<WrapperKind> wrapper(clang::QualType T,
                                     clang::QualType *Inner = nullptr) const;
  /// The container behind any references, pointers and wrappers.
  ContainerType wrappedContainer(clang::QualType T) const;
  /// \p T without references, pointers and wrappers that own or hold it.
  clang::QualType unwrap(clang::QualType T) const;

  bool isView(clang::QualType T) const {
    return wrapper(T) == WrapperKind::View;
  }
  /// A class that has the look of an iterator: `*`, `++` or a nested
  /// iterator_category.
  bool isIterator(clang::QualType T) const;
  /// A class with `->` that is no iterator and owns nothing: what keeps an
  /// object locked as long as it lives.
  bool isHolder(clang::QualType T) const;
  /// A class with methods to lock and to unlock it.
  bool isLockable(clang::QualType T) const;
  /// The elements stay at their address when an object of \p T is moved:
  /// std::vector, unique_ptr.
  bool keepsBufferOnMove(clang::QualType T) const;

  /// Keys of \p T are finite in number: enum, bool, 8 bit, type_index.
  bool isFixedDomain(clang::QualType T) const;
  bool isSmallDomain(clang::QualType T) const;
  /// `std::map<const char *, V>` with the usual order: only texts that have one
  /// address are found again, which are those of the program.
  bool comparesAddresses(clang::QualType Container) const;

  /// The user's class behind \p T: unwrapped, not from a system header.
  const clang::CXXRecordDecl *userRecord(clang::QualType T) const;

private:
  ContainerType classify(const clang::CXXRecordDecl *R, unsigned Depth) const;
  ContainerType byShape(const clang::CXXRecordDecl *R) const;
  bool handsOutLocked(const clang::CXXRecordDecl *R) const;
  const std::string &nameOf(const clang::NamedDecl *D) const;

  const clang::ASTContext &Context;
  const Catalog &Rows;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, ContainerType> Known;
  mutable llvm::DenseMap<const clang::NamedDecl *, std::string> Names;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, bool> Lockables,
      Iterators, Guarding;
};

} // namespace mapwarden

#endif
