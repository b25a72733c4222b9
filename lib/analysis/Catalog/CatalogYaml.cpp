//===- CatalogYaml.cpp - The user's rows: .mapwarden.yaml -----------------===//
//
// The schema is documented in docs/configuration.md. Every map of it is a
// table of keys below; every word of it a table of spellings.
//
//===----------------------------------------------------------------------===//
#include "Catalog/ProjectConfig.h"
#include "Catalog/YamlReader.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;

namespace mapwarden {

namespace {

constexpr Spelling<Shape> Shapes[] = {
    {"map", Shape::Map},
    {"multimap", Shape::MultiMap},
    {"set", Shape::Set},
    {"multiset", Shape::MultiSet},
    {"string-map", Shape::StringMap},
    {"sequence", Shape::Sequence},
};
constexpr Spelling<Dialect> Dialects[] = {
    {"std", Dialect::Std},
    {"llvm", Dialect::Llvm},
    {"qt", Dialect::Qt},
    {"wtf", Dialect::Wtf},
    {"multi-index", Dialect::MultiIndex},
};
/// With what a call of such a member usually yields.
constexpr Spelling<MemberRow> Operations[] = {
    {"insert", {MapOp::Insert, Yields::IteratorBool}},
    {"insert-or-assign", {MapOp::InsertOrAssign, Yields::IteratorBool}},
    {"subscript", {MapOp::Subscript, Yields::Element}},
    {"resize", {MapOp::Resize, Yields::Nothing}},
    {"erase", {MapOp::Erase, Yields::Iterator}},
    {"take", {MapOp::Take, Yields::Copy}},
    {"clear", {MapOp::Clear, Yields::Nothing}},
    {"replace", {MapOp::Replace, Yields::Nothing}},
    {"reserve", {MapOp::Reserve, Yields::Nothing}},
    {"lookup", {MapOp::Lookup, Yields::Iterator}},
    {"lookup-or-throw", {MapOp::LookupOrThrow, Yields::Element}},
    {"contains", {MapOp::Contains, Yields::Nothing}},
    {"iterate", {MapOp::Iterate, Yields::Iterator}},
    {"end", {MapOp::End, Yields::Iterator}},
    {"access", {MapOp::Access, Yields::Element}},
    {"size", {MapOp::Size, Yields::Nothing}},
    {"empty", {MapOp::Empty, Yields::Nothing}},
};
constexpr Spelling<Yields> Results[] = {
    {"nothing", Yields::Nothing},
    {"element", Yields::Element},
    {"iterator", Yields::Iterator},
    {"iterator-bool", Yields::IteratorBool},
    {"iterator-pair", Yields::IteratorPair},
    {"pointer", Yields::Pointer},
    {"copy", Yields::Copy},
    {"container", Yields::Container},
};
constexpr Spelling<LockMode> Modes[] = {
    {"exclusive", LockMode::Exclusive},
    {"shared", LockMode::Shared},
};
constexpr Spelling<LockAction> Actions[] = {
    {"acquire", LockAction::Acquire},
    {"release", LockAction::Release},
    {"try", LockAction::Try},
};
constexpr Spelling<WrapperKind> WrapperKinds[] = {
    {"unique", WrapperKind::Unique}, {"shared", WrapperKind::Shared},
    {"weak", WrapperKind::Weak},     {"borrow", WrapperKind::Borrow},
    {"value", WrapperKind::Value},   {"guarded", WrapperKind::Guarded},
    {"atomic", WrapperKind::Atomic}, {"view", WrapperKind::View},
};

constexpr Spelling<StringRef> LevelNames[] = {
    {"possible", "possible"},
    {"likely", "likely"},
    {"proved", "proved"},
    {"off", "off"},
};

/// The members of ContainerRow that a key of a row may set.
struct RowFlag {
  StringLiteral Name;
  bool ContainerRow::*Member;
};
constexpr RowFlag RowFlags[] = {
    {"inserts-move-references", &ContainerRow::MovesRefs},
    {"inserts-move-iterators", &ContainerRow::MovesIters},
    {"erase-moves-references", &ContainerRow::EraseMovesRefs},
    {"erase-moves-iterators", &ContainerRow::EraseMovesIters},
    {"synchronized", &ContainerRow::Synchronized},
    {"bounded", &ContainerRow::Bounded},
};

/// Reads the rows of one file into a catalogue.
class RowReader {
public:
  RowReader(YamlReader &In, ProjectConfig &Config, ArrayRef<StringRef> Rules)
      : In(In), Config(Config), Rules(Rules), Rows(Config.Rows) {}

  bool file(const YamlField &F);

private:
  using Field = const YamlField &;
  /// Where the rows of one list were named.
  using Seen = StringMap<SMLoc>;

  bool container(Field F);
  bool base(Field F, ContainerRow &Row);
  bool member(const YamlText &Name, Field F, ContainerRow &Row);
  bool locks(Field F);
  bool guard(Field F);
  bool lock(Field F, Seen &Names, void (Catalog::*Add)(StringRef, LockRow));
  bool wrapper(Field F);
  bool handle(Field F);
  bool levels(Field F);
  bool exclude(Field F);

  YamlReader::Reads texts(StringRef RowName, std::vector<std::string> &Out);
  YamlReader::Reads rows(StringRef RowName, bool (RowReader::*Row)(Field)) {
    return [=](Field F) {
      return In.list(F, RowName, [=](Field R) { return (this->*Row)(R); });
    };
  }
  template <class T, size_t N>
  YamlReader::Reads word(const Spelling<T> (&Names)[N], std::optional<T> &Out) {
    return [this, &Names, &Out](Field F) {
      return In.choice(F, ArrayRef<Spelling<T>>(Names), Out);
    };
  }
  YamlReader::Reads text(YamlText &Out) {
    return [this, &Out](Field F) { return In.text(F, Out); };
  }
  YamlReader::Reads className(YamlText &Out);
  YamlReader::Reads functionName(YamlText &Out);
  bool isNew(Seen &Names, const YamlText &Name);

  YamlReader &In;
  ProjectConfig &Config;
  ArrayRef<StringRef> Rules;
  Catalog &Rows;
  Seen Containers, Guards, Methods, Functions, Wrappers, Handles;
};

/// The catalogue knows classes by their qualified names, `app::Cache`.
YamlReader::Reads RowReader::className(YamlText &Out) {
  return [this, &Out](Field F) {
    if (!In.text(F, Out))
      return false;
    Out.Text = StringRef(Out.Text).ltrim(':').str();
    if (StringRef(Out.Text).find_first_of("<> \t*&") == StringRef::npos)
      return true;
    return In.fail(Out.At, F.What + " must be a class's qualified name without "
                                    "template arguments, like app::Cache.");
  };
}

/// Functions and methods are known by their last name.
YamlReader::Reads RowReader::functionName(YamlText &Out) {
  return [this, &Out](Field F) {
    if (!In.text(F, Out))
      return false;
    if (StringRef(Out.Text).find_first_of(":<>() \t*&") == StringRef::npos)
      return true;
    return In.fail(Out.At, F.What + " must be a function's name without "
                                    "namespace, class and parentheses.");
  };
}

bool RowReader::isNew(Seen &Names, const YamlText &Name) {
  auto [Before, New] = Names.try_emplace(Name.Text, Name.At);
  if (New)
    return true;
  return In.fail(Name.At, "'" + Name.Text + "' has a row already, in line " +
                              Twine(In.line(Before->second)) + ".");
}

/// `like: std::unordered_map` copies all but the name.
bool RowReader::base(Field F, ContainerRow &Row) {
  YamlText Model;
  if (!className(Model)(F))
    return false;
  const ContainerRow *Known = Rows.container(Model.Text);
  if (!Known)
    return In.fail(Model.At, "'" + Model.Text +
                                 "' is no known container; 'like' must name a "
                                 "built-in row or a row further up.");
  Row = *Known;
  return true;
}

/// `find: lookup` or `find: {operation: lookup, yields: pointer}`
bool RowReader::member(const YamlText &Name, Field F, ContainerRow &Row) {
  std::optional<MemberRow> Does;
  std::optional<Yields> Result;
  auto Operation = word(Operations, Does);
  bool Read = In.isMap(F) ? In.map(F, {{"operation", Operation, true},
                                       {"yields", word(Results, Result)}})
                          : Operation(F);
  if (!Read)
    return false;
  Row.OwnMembers[Name.Text] = {Does->Op, Result.value_or(Does->Result)};
  return true;
}

bool RowReader::container(Field F) {
  // The keys come in any order, but `like` is where the others start from.
  ContainerRow Row, Own;
  YamlText Name;
  bool HasModel = false;
  std::optional<Shape> Kind;
  std::optional<Dialect> Speaks;
  std::optional<bool> Flags[std::size(RowFlags)];
  auto Members = [&](Field V) {
    return In.freeMap(V, [&](const YamlText &Member, Field Does) {
      return member(Member, Does, Own);
    });
  };
  SmallVector<YamlReader::Key> Keys = {
      {"name", className(Name), true},
      {"like", [&](Field V) { return HasModel = base(V, Row); }},
      {"shape", word(Shapes, Kind)},
      {"dialect", word(Dialects, Speaks)},
      {"members", Members},
  };
  for (size_t I = 0; I < std::size(RowFlags); ++I)
    Keys.push_back({RowFlags[I].Name, [this, &Flag = Flags[I]](Field V) {
                      return In.flag(V, Flag);
                    }});
  if (!In.map(F, Keys) || !isNew(Containers, Name))
    return false;
  if (!HasModel && !Kind)
    return In.fail(F.At, F.What + " needs the key 'shape' or the key 'like'.");
  Row.Name = Name.Text;
  Row.Kind = Kind.value_or(Row.Kind);
  Row.Speaks = Speaks.value_or(Row.Speaks);
  for (size_t I = 0; I < std::size(RowFlags); ++I)
    Row.*RowFlags[I].Member = Flags[I].value_or(Row.*RowFlags[I].Member);
  for (const auto &Member : Own.OwnMembers)
    Row.OwnMembers[Member.getKey()] = Member.getValue();
  Rows.addContainer(std::move(Row));
  return true;
}

bool RowReader::guard(Field F) {
  YamlText Name;
  std::optional<LockMode> Mode;
  if (!In.map(F,
              {{"name", className(Name), true}, {"mode", word(Modes, Mode)}}) ||
      !isNew(Guards, Name))
    return false;
  Rows.addGuard(Name.Text, Mode.value_or(LockMode::Exclusive));
  return true;
}

bool RowReader::lock(Field F, Seen &Names,
                     void (Catalog::*Add)(StringRef, LockRow)) {
  YamlText Name;
  std::optional<LockAction> Action;
  std::optional<LockMode> Mode;
  if (!In.map(F, {{"name", functionName(Name), true},
                  {"action", word(Actions, Action), true},
                  {"mode", word(Modes, Mode)}}) ||
      !isNew(Names, Name))
    return false;
  (Rows.*Add)(Name.Text, {*Action, Mode.value_or(LockMode::Exclusive)});
  return true;
}

bool RowReader::locks(Field F) {
  auto Calls = [this](StringRef RowName, Seen &Names,
                      void (Catalog::*Add)(StringRef, LockRow)) {
    return [=, &Names](Field V) {
      return In.list(V, RowName,
                     [=, &Names](Field Row) { return lock(Row, Names, Add); });
    };
  };
  return In.map(F, {{"guards", rows("a row of 'guards'", &RowReader::guard)},
                    {"methods", Calls("a row of 'methods'", Methods,
                                      &Catalog::addLockMethod)},
                    {"functions", Calls("a row of 'functions'", Functions,
                                        &Catalog::addLockFunction)}});
}

bool RowReader::wrapper(Field F) {
  YamlText Name;
  std::optional<WrapperKind> Kind;
  if (!In.map(F, {{"name", className(Name), true},
                  {"kind", word(WrapperKinds, Kind), true}}) ||
      !isNew(Wrappers, Name))
    return false;
  Rows.addWrapper(Name.Text, *Kind);
  return true;
}

bool RowReader::handle(Field F) {
  YamlText Create, Release;
  if (!In.map(F, {{"create", functionName(Create), true},
                  {"release", functionName(Release), true}}) ||
      !isNew(Handles, Create))
    return false;
  Rows.addHandle(Create.Text, Release.Text);
  return true;
}

/// `levels: {unbounded-map: possible, "*": proved}`
bool RowReader::levels(Field F) {
  return In.freeMap(F, [&](const YamlText &Rule, Field V) {
    std::optional<StringRef> Level;
    if (!In.choice(V, ArrayRef<Spelling<StringRef>>(LevelNames), Level))
      return false;
    StringRef Id = Rule.Text;
    Id.consume_front("mapwarden-");
    if (!Rules.empty() && Id != "*" && !is_contained(Rules, Id))
      return In.unknown(Rule, "a key of the value of 'levels'", Rules);
    Config.Levels[Id.str()] = Level->str();
    return true;
  });
}

bool RowReader::exclude(Field F) {
  YamlText Glob;
  if (!In.text(F, Glob))
    return false;
  Config.Exclude.push_back(Glob.Text);
  Expected<GlobPattern> Pattern = GlobPattern::create(Glob.Text);
  return Pattern || In.fail(Glob.At, "'" + Glob.Text + "' is no valid glob: " +
                                         toString(Pattern.takeError()) + ".");
}

YamlReader::Reads RowReader::texts(StringRef RowName,
                                   std::vector<std::string> &Out) {
  return [=, &Out](Field F) {
    return In.list(F, RowName, [&](Field Row) {
      YamlText Text;
      if (!In.text(Row, Text))
        return false;
      Out.push_back(Text.Text);
      return true;
    });
  };
}

bool RowReader::file(const YamlField &F) {
  return In.map(
      F, {{"exclude", rows("a row of 'exclude'", &RowReader::exclude)},
          {"init-functions",
           texts("a row of 'init-functions'", Config.InitFunctions)},
          {"levels", [this](Field V) { return levels(V); }},
          {"containers", rows("a row of 'containers'", &RowReader::container)},
          {"locks", [this](Field V) { return locks(V); }},
          {"wrappers", rows("a row of 'wrappers'", &RowReader::wrapper)},
          {"handles", rows("a row of 'handles'", &RowReader::handle)}});
}

} // namespace

Expected<ProjectConfig> ProjectConfig::load(StringRef YamlPath,
                                            ArrayRef<StringRef> Rules) {
  ProjectConfig Config;
  if (Error E = YamlReader::read(
          YamlPath, [&](YamlReader &In, const YamlField &File) {
            return RowReader(In, Config, Rules).file(File);
          }))
    return std::move(E);
  return Config;
}

Expected<Catalog> Catalog::load(StringRef YamlPath) {
  Expected<ProjectConfig> Config = ProjectConfig::load(YamlPath);
  if (!Config)
    return Config.takeError();
  return std::move(Config->Rows);
}

} // namespace mapwarden
