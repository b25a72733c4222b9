//===- PrintJson.cpp - A facts file for people ----------------------------===//
#include "Facts/Fields.h"
#include "Facts/Serialize.h"
#include "llvm/Support/JSON.h"
#include <type_traits>

using namespace llvm;

namespace mapwarden {

namespace {

class JsonPrinter {
public:
  JsonPrinter(const TUFacts &Facts, json::OStream &Out)
      : Facts(Facts), Out(Out) {}

  template <class T> void operator()(StringRef Name, const T &X) {
    if (isDefault(X))
      return;
    Out.attributeBegin(Name);
    value(X);
    Out.attributeEnd();
  }
  void entity(StringRef Name, EntityId Id) {
    if (Id != NoEntity)
      Out.attribute(Name, entityName(Id));
  }
  void site(StringRef Name, SiteId Id) {
    if (Id != NoSite)
      Out.attribute(Name, siteName(Facts.Sites[Id]));
  }
  void call(StringRef Name, uint32_t Index) {
    if (Index != ~0u)
      Out.attribute(Name, Index);
  }
  void file(StringRef Name, uint32_t Index) {
    Out.attribute(Name, json::fixUTF8(Facts.Files[Index]));
  }
  template <class List> void entities(StringRef Name, const List &Ids) {
    if (Ids.empty())
      return;
    Out.attributeArray(Name, [&] {
      for (EntityId Id : Ids)
        Out.value(entityName(Id));
    });
  }

private:
  /// Names repeat; the number tells which is meant.
  std::string entityName(EntityId Id) const {
    const Entity &E = Facts.Entities[Id];
    return json::fixUTF8(E.Scope + (E.Scope.empty() ? "" : "::") + E.Name +
                         "#" + std::to_string(Id));
  }
  std::string siteName(const Site &S) const {
    return json::fixUTF8(Facts.Files[S.File] + ":" + std::to_string(S.Line) +
                         ":" + std::to_string(S.Column));
  }

  template <class T> static bool isDefault(const T &X) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      return X == T();
    else if constexpr (std::is_same_v<T, AccessPath>)
      return !X.isKnown();
    else
      return false;
  }
  static bool isDefault(const std::string &X) { return X.empty(); }
  template <class T> static bool isDefault(const std::vector<T> &X) {
    return X.empty();
  }
  template <class T, unsigned N>
  static bool isDefault(const SmallVector<T, N> &X) {
    return X.empty();
  }

  template <class T> void value(const T &X) {
    if constexpr (std::is_enum_v<T>)
      Out.value(EnumNames<T>::Names[static_cast<size_t>(X)]);
    else if constexpr (std::is_same_v<T, bool>)
      Out.value(X);
    else if constexpr (std::is_integral_v<T>)
      Out.value(static_cast<int64_t>(X));
    else
      Out.object([&] { Fields<T>::visit(*this, X); });
  }
  void value(const std::string &X) { Out.value(json::fixUTF8(X)); }
  template <class T> void value(const std::vector<T> &X) { list(X); }
  template <class T, unsigned N> void value(const SmallVector<T, N> &X) {
    list(X);
  }
  template <class List> void list(const List &X) {
    Out.array([&] {
      for (const auto &Each : X)
        value(Each);
    });
  }

  const TUFacts &Facts;
  json::OStream &Out;
};

} // namespace

void printFacts(const UnitFacts &Unit, raw_ostream &OS) {
  json::OStream Out(OS, /*IndentSize=*/2);
  JsonPrinter Printer(Unit.Facts, Out);
  Out.object([&] { Fields<UnitFacts>::visit(Printer, Unit); });
  OS << '\n';
}

} // namespace mapwarden
