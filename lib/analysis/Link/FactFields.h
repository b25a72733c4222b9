//===- FactFields.h - Every part of every fact -----------------*- C++ -*-===//
//
// The list of fields of Facts/Fields.h for those who treat facts as data and
// need no names: fields(V, Fact) calls V.entity(Id), V.site(Id), V.file(Index),
// V.call(Index), V.number(N) and V.text(S) for the parts of a fact, by
// reference and in the order of the list.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_LINK_FACTFIELDS_H
#define MAPWARDEN_LINK_FACTFIELDS_H

#include "Facts/Fields.h"

namespace mapwarden {

/// Passes the fields that Fields<T> names on to \p V.
template <class V> class NamelessVisitor {
public:
  explicit NamelessVisitor(V &Visit) : Visit(Visit) {}

  template <class T> void operator()(llvm::StringRef, T &X) { value(X); }
  template <class T> void entity(llvm::StringRef, T &Id) { Visit.entity(Id); }
  template <class T> void site(llvm::StringRef, T &Id) { Visit.site(Id); }
  template <class T> void file(llvm::StringRef, T &Id) { Visit.file(Id); }
  template <class T> void call(llvm::StringRef, T &Id) { Visit.call(Id); }
  template <class List> void entities(llvm::StringRef, List &Ids) {
    size(Ids);
    for (auto &Id : Ids)
      Visit.entity(Id);
  }

private:
  template <class T> void value(T &X) {
    using Value = std::remove_const_t<T>;
    if constexpr (std::is_arithmetic_v<Value> || std::is_enum_v<Value>)
      Visit.number(X);
    else if constexpr (std::is_same_v<Value, std::string>)
      Visit.text(X);
    else
      Fields<Value>::visit(*this, X);
  }
  template <class T> void value(std::vector<T> &X) { list(X); }
  template <class T> void value(const std::vector<T> &X) { list(X); }
  template <class T, unsigned N> void value(llvm::SmallVector<T, N> &X) {
    list(X);
  }
  template <class T, unsigned N> void value(const llvm::SmallVector<T, N> &X) {
    list(X);
  }
  template <class List> void list(List &X) {
    size(X);
    for (auto &Each : X)
      value(Each);
  }
  template <class List> void size(List &X) {
    auto Size = X.size();
    Visit.number(Size);
  }

  V &Visit;
};

template <class V, class Fact> void fields(V &Visit, Fact &F) {
  NamelessVisitor<V> Parts(Visit);
  Fields<std::remove_const_t<Fact>>::visit(Parts, F);
}

} // namespace mapwarden

#endif
