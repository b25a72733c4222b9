// .mapwarden.yaml files that do not follow the schema: where, and what is said.
#include "YamlFile.h"
#include "gmock/gmock.h"

using namespace mapwarden;
using mapwarden::test::bad;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

namespace {

TEST(CatalogYamlErrors, UnknownKeys) {
  EXPECT_EQ(bad("container: []\n"),
            "1:1: error: 'container' is unknown; a key of the file must be "
            "exclude, init-functions, levels, containers, locks, wrappers or "
            "handles.");
  EXPECT_EQ(bad("wrappers:\n- name: P\n  kind: value\n  type: x\n"),
            "4:3: error: 'type' is unknown; a key of a row of 'wrappers' must "
            "be name or kind.");
  EXPECT_EQ(bad("locks:\n  guard: []\n"),
            "2:3: error: 'guard' is unknown; a key of the value of 'locks' "
            "must be guards, methods or functions.");
  EXPECT_THAT(bad("containers:\n- {name: T, shape: map, move: true}\n"),
              StartsWith("2:25: error: 'move' is unknown; a key of a row of "
                         "'containers' must be name, like, shape,"));
}

TEST(CatalogYamlErrors, UnknownWords) {
  EXPECT_EQ(bad("containers:\n- name: T\n  shape: hash\n"),
            "3:10: error: 'hash' is unknown; the value of 'shape' must be map, "
            "multimap, set, multiset, string-map or sequence.");
  EXPECT_EQ(bad("containers:\n- {name: T, shape: map, dialect: Qt}\n"),
            "2:34: error: 'Qt' is unknown; the value of 'dialect' must be std, "
            "llvm, qt, wtf or multi-index.");
  EXPECT_EQ(bad("locks: {guards: [{name: G, mode: reader}]}\n"),
            "1:34: error: 'reader' is unknown; the value of 'mode' must be "
            "exclusive or shared.");
  EXPECT_EQ(bad("locks: {methods: [{name: g, action: lock}]}\n"),
            "1:37: error: 'lock' is unknown; the value of 'action' must be "
            "acquire, release or try.");
  EXPECT_EQ(bad("wrappers: [{name: G, kind: ptr}]\n"),
            "1:28: error: 'ptr' is unknown; the value of 'kind' must be "
            "unique, shared, weak, borrow, value, guarded, atomic or view.");
  EXPECT_THAT(
      bad("containers:\n- name: T\n  shape: map\n  members:\n    put: inset\n"),
      StartsWith("5:10: error: 'inset' is unknown; the value of 'put' must be "
                 "insert, insert-or-assign, subscript,"));
  EXPECT_THAT(bad("containers:\n- name: T\n  shape: map\n  members:\n"
                  "    put: {operation: insert, yields: int}\n"),
              StartsWith("5:38: error: 'int' is unknown; the value of 'yields' "
                         "must be nothing, element,"));
}

TEST(CatalogYamlErrors, WrongKinds) {
  EXPECT_EQ(bad("- name: T\n"),
            "1:1: error: the file must be a map with the keys exclude, "
            "init-functions, levels, containers, locks, wrappers or handles, "
            "but it is a list.");
  EXPECT_EQ(bad("containers:\n  name: T\n"),
            "2:3: error: the value of 'containers' must be a list, but it is a "
            "map.");
  EXPECT_THAT(bad("containers:\n- std::map\n"),
              StartsWith("2:3: error: a row of 'containers' must be a map with "
                         "the keys name,"));
  EXPECT_EQ(bad("containers:\n- name: [T]\n"),
            "2:9: error: the value of 'name' must be text, but it is a list.");
  EXPECT_EQ(bad("containers:\n- name: T\n  members: [insert]\n"),
            "3:12: error: the value of 'members' must be a map, but it is a "
            "list.");
  EXPECT_EQ(bad("containers:\n- name: T\n  shape: map\n  synchronized: 2\n"),
            "4:17: error: '2' is unknown; the value of 'synchronized' must be "
            "true or false.");
  EXPECT_EQ(bad("containers:\n- {name: T, synchronized: {a: b}}\n"),
            "2:27: error: the value of 'synchronized' must be true or false, "
            "but it is a map.");
}

TEST(CatalogYamlErrors, ValuesThatAreNotThere) {
  EXPECT_EQ(bad("containers:\n- name:\n  shape: map\n"),
            "2:3: error: the value of 'name' must be text, but it is nothing.");
  EXPECT_EQ(bad("containers:\n- name: ''\n  shape: map\n"),
            "2:9: error: the value of 'name' must not be empty.");
  EXPECT_EQ(bad("containers:\n- name: T\n  members:\n"),
            "3:3: error: the value of 'members' must be a map, but it is "
            "nothing.");
  EXPECT_THAT(bad("containers:\n-\n"),
              HasSubstr("error: a row of 'containers' must be a map with"));
}

TEST(CatalogYamlErrors, KeysThatAreNotThere) {
  EXPECT_EQ(bad("containers:\n- shape: map\n"),
            "2:3: error: a row of 'containers' needs the key 'name'.");
  EXPECT_EQ(bad("containers:\n\n- name: T\n"),
            "3:3: error: a row of 'containers' needs the key 'shape' or the "
            "key 'like'.");
  EXPECT_EQ(bad("handles:\n- create: f\n"),
            "2:3: error: a row of 'handles' needs the key 'release'.");
  EXPECT_EQ(bad("locks: {functions: [{name: f}]}\n"),
            "1:21: error: a row of 'functions' needs the key 'action'.");
  EXPECT_EQ(bad("containers:\n- name: T\n  shape: map\n  members:\n"
                "    put: {yields: copy}\n"),
            "5:10: error: the value of 'put' needs the key 'operation'.");
}

TEST(CatalogYamlErrors, Duplicates) {
  EXPECT_EQ(bad("wrappers: []\nhandles: []\nwrappers: []\n"),
            "3:1: error: the key 'wrappers' is there twice; the first one is "
            "in line 1.");
  EXPECT_EQ(bad("containers:\n- {name: T, shape: map}\n- {name: U, like: T}\n"
                "- {name: ::T, shape: set}\n"),
            "4:10: error: 'T' has a row already, in line 2.");
  EXPECT_EQ(bad("locks:\n  methods:\n  - {name: go, action: try}\n"
                "  - {name: go, action: try}\n"),
            "4:12: error: 'go' has a row already, in line 3.");
  EXPECT_EQ(bad("handles:\n- {create: f, release: g}\n"
                "- {create: f, release: h}\n"),
            "3:12: error: 'f' has a row already, in line 2.");
}

TEST(CatalogYamlErrors, NamesThatNothingCouldMatch) {
  EXPECT_EQ(bad("containers:\n- {name: 'std::map<int>', shape: map}\n"),
            "2:10: error: the value of 'name' must be a class's qualified name "
            "without template arguments, like app::Cache.");
  EXPECT_EQ(bad("handles:\n- create: app::open\n  release: close\n"),
            "2:11: error: the value of 'create' must be a function's name "
            "without namespace, class and parentheses.");
  EXPECT_EQ(bad("containers:\n- name: T\n  like: std::mapp\n"),
            "3:9: error: 'std::mapp' is no known container; 'like' must name a "
            "built-in row or a row further up.");
}

TEST(CatalogYamlErrors, LevelsOfRulesThatAreNone) {
  const llvm::StringRef Rules[] = {"asymmetric-index", "unbounded-map"};
  EXPECT_EQ(bad("levels: {'*': off, mapwarden-unbounded-map: proved}\n", Rules),
            "no error");
  EXPECT_EQ(bad("levels:\n  unbounded-map: off\n  unbouned-map: off\n", Rules),
            "3:3: error: 'unbouned-map' is unknown; a key of the value of "
            "'levels' must be asymmetric-index or unbounded-map.");
}

TEST(CatalogYamlErrors, Globs) {
  EXPECT_EQ(bad("exclude: ['third_party/*', 'a[b-d]?']\n"), "no error");
  EXPECT_THAT(bad("exclude:\n- third_party/*\n- 'gen/[a'\n"),
              StartsWith("3:3: error: 'gen/[a' is no valid glob: "));
}

TEST(CatalogYamlErrors, NoYaml) {
  EXPECT_THAT(bad("containers: [\n"),
              MatchesRegex("[12]:[0-9]+: error: the file is not valid YAML: "
                           ".*[^.]\\."));
  EXPECT_THAT(bad("containers:\n- name: \"T\n"),
              MatchesRegex("[0-9]+:[0-9]+: error: the file is not valid YAML: "
                           ".*[^.]\\."));
  EXPECT_THAT(bad("containers:\n- name: T\n  shape: map\n - x\n"),
              HasSubstr("error: "));
  EXPECT_THAT(bad("a: &x 1\nb: *x\n"), HasSubstr("error: "));
  EXPECT_EQ(bad("containers: *rows\n"),
            "1:13: error: the value of 'containers' must be a list, but it is "
            "an alias, which is not supported here.");
  EXPECT_EQ(bad("containers: []\n---\nlocks: {}\n"),
            "3:1: error: the file holds more than one YAML document; only one "
            "is allowed.");
}

TEST(CatalogYamlErrors, FilesThatCannotBeRead) {
  auto Load = [](llvm::StringRef Path) {
    llvm::Expected<Catalog> Rows = Catalog::load(Path);
    return Rows ? "no error" : llvm::toString(Rows.takeError());
  };
  EXPECT_EQ(Load("/no/such/mapwarden.yaml"),
            "/no/such/mapwarden.yaml: error: the file cannot be read: No such "
            "file or directory.");
  EXPECT_EQ(Load("/"), "/: error: the file cannot be read: Is a directory.");
}

/// Whatever is in the file, loading ends, with one line of message at most.
TEST(CatalogYamlErrors, AnyPrefixAndAnyChangeOfAFileEnds) {
  const std::string Text =
      "containers:\n"
      "- name: \"app::Cache\"\n"
      "  like: std::map\n"
      "  members: {put: {operation: insert}, 'has': size}\n"
      "locks:\n"
      "  guards: [{name: L, mode: shared}]\n"
      "handles:\n"
      "- {create: a, release: b} # rows\n";
  for (size_t I = 0; I <= Text.size(); ++I) {
    EXPECT_THAT(bad(Text.substr(0, I)), Not(HasSubstr("\n"))) << I;
    for (char C :
         {'[', '}', ':', '\n', '*', '&', '"', '\t', '|', '?', '\0', '\x80'}) {
      std::string Changed = Text;
      Changed.insert(I, 1, C);
      EXPECT_THAT(bad(Changed), Not(HasSubstr("\n"))) << I << " " << C;
    }
  }
  EXPECT_NE(bad("containers: " + std::string(100000, '[')), "no error");
  EXPECT_NE(bad(std::string(100000, '{')), "no error");
  EXPECT_NE(bad("containers:\n- name: " + std::string(100000, '[')),
            "no error");
}

} // namespace
