// .mapwarden.yaml files that follow the schema of docs/configuration.md.
#include "YamlFile.h"

using namespace mapwarden;
using mapwarden::test::good;

namespace {

TEST(CatalogYaml, FilesWithoutRows) {
  for (llvm::StringRef Text :
       {"", "\n\n", "# nothing yet\n", "---\n", "---\n...\n", "{}",
        "\xEF\xBB\xBF", "containers:\nlocks: {}\n",
        "containers: []\nwrappers:\nhandles: []\n"})
    EXPECT_TRUE(good(Text).container("std::map")) << Text.str();
}

TEST(CatalogYaml, ContainerWithAllKeys) {
  Catalog Rows = good("containers:\n"
                      "- name: app::Cache\n"
                      "  shape: multimap\n"
                      "  dialect: qt\n"
                      "  inserts-move-references: true\n"
                      "  inserts-move-iterators: yes\n"
                      "  erase-moves-references: on\n"
                      "  erase-moves-iterators: True\n"
                      "  synchronized: true\n"
                      "  bounded: true\n");
  const ContainerRow *Row = Rows.container("app::Cache");
  ASSERT_TRUE(Row);
  EXPECT_EQ(Row->Name, "app::Cache");
  EXPECT_EQ(Row->Kind, Shape::MultiMap);
  EXPECT_EQ(Row->Speaks, Dialect::Qt);
  EXPECT_TRUE(Row->MovesRefs && Row->MovesIters && Row->EraseMovesRefs &&
              Row->EraseMovesIters && Row->Synchronized && Row->Bounded);
  EXPECT_EQ(Rows.member(*Row, "take").Op, MapOp::Take) << "Qt's members";
}

TEST(CatalogYaml, DefaultsKeepElementsInPlace) {
  Catalog Rows = good("containers: [{name: ::Table, shape: string-map}]");
  const ContainerRow *Row = Rows.container("Table");
  ASSERT_TRUE(Row) << "a leading :: does not matter";
  EXPECT_EQ(Row->Kind, Shape::StringMap);
  EXPECT_EQ(Row->Speaks, Dialect::Std);
  EXPECT_FALSE(Row->MovesRefs || Row->MovesIters || Row->EraseMovesRefs ||
               Row->EraseMovesIters || Row->Synchronized || Row->Bounded);
}

TEST(CatalogYaml, LikeCopiesARowWhereverItStands) {
  Catalog Rows = good("containers:\n"
                      "- name: app::Flat\n"
                      "  erase-moves-references: false\n"
                      "  like: std::flat_map\n"
                      "- name: app::Flatter\n"
                      "  like: ::app::Flat\n"
                      "  shape: set\n"
                      "  members: {put: insert}\n"
                      "- {name: app::Flattest, like: app::Flatter}\n");
  const ContainerRow *Flat = Rows.container("app::Flat");
  const ContainerRow *Flatter = Rows.container("app::Flatter");
  const ContainerRow *Flattest = Rows.container("app::Flattest");
  ASSERT_TRUE(Flat && Flatter && Flattest);
  EXPECT_EQ(Flat->Name, "app::Flat");
  EXPECT_TRUE(Flat->MovesRefs);
  EXPECT_FALSE(Flat->EraseMovesRefs);
  EXPECT_TRUE(Flat->EraseMovesIters);
  EXPECT_EQ(Flatter->Kind, Shape::Set);
  EXPECT_FALSE(Flatter->EraseMovesRefs);
  EXPECT_EQ(Rows.member(*Flat, "put").Op, MapOp::Unknown);
  EXPECT_EQ(Rows.member(*Flattest, "put").Op, MapOp::Insert);
}

TEST(CatalogYaml, MembersYieldWhatTheirOperationUsuallyDoes) {
  Catalog Rows = good("containers:\n"
                      "- name: Table\n"
                      "  shape: map\n"
                      "  members:\n"
                      "    operator[]: subscript\n"
                      "    Put: insert\n"
                      "    Set: insert-or-assign\n"
                      "    Find: lookup\n"
                      "    Begin: iterate\n"
                      "    Drop: erase\n"
                      "    Pop: take\n"
                      "    insert: replace\n");
  const ContainerRow *Row = Rows.container("Table");
  ASSERT_TRUE(Row);
  auto Is = [&](llvm::StringRef Name, MapOp Op, Yields Result) {
    MemberRow M = Rows.member(*Row, Name);
    EXPECT_EQ(M.Op, Op) << Name.str();
    EXPECT_EQ(M.Result, Result) << Name.str();
  };
  Is("operator[]", MapOp::Subscript, Yields::Element);
  Is("Put", MapOp::Insert, Yields::IteratorBool);
  Is("Set", MapOp::InsertOrAssign, Yields::IteratorBool);
  Is("Find", MapOp::Lookup, Yields::Iterator);
  Is("Begin", MapOp::Iterate, Yields::Iterator);
  Is("Drop", MapOp::Erase, Yields::Iterator);
  Is("Pop", MapOp::Take, Yields::Copy);
  Is("insert", MapOp::Replace, Yields::Nothing);
  Is("find", MapOp::Lookup, Yields::Iterator);
}

TEST(CatalogYaml, MembersMaySayWhatTheyYield) {
  Catalog Rows = good("containers:\n"
                      "- name: Table\n"
                      "  shape: map\n"
                      "  members:\n"
                      "    get: {operation: lookup, yields: pointer}\n"
                      "    add: {yields: element, operation: insert}\n"
                      "    has: {operation: contains}\n");
  const ContainerRow *Row = Rows.container("Table");
  ASSERT_TRUE(Row);
  EXPECT_EQ(Rows.member(*Row, "get").Op, MapOp::Lookup);
  EXPECT_EQ(Rows.member(*Row, "get").Result, Yields::Pointer);
  EXPECT_EQ(Rows.member(*Row, "add").Op, MapOp::Insert);
  EXPECT_EQ(Rows.member(*Row, "add").Result, Yields::Element);
  EXPECT_EQ(Rows.member(*Row, "has").Op, MapOp::Contains);
}

TEST(CatalogYaml, ARowReplacesTheBuiltInOneOfItsName) {
  Catalog Rows = good("containers: [{name: llvm::DenseMap, like: "
                      "llvm::DenseMap, inserts-move-references: false}]\n"
                      "wrappers: [{name: std::unique_ptr, kind: borrow}]\n"
                      "locks: {methods: [{name: lock, action: try}]}\n");
  ASSERT_TRUE(Rows.container("llvm::DenseMap"));
  EXPECT_FALSE(Rows.container("llvm::DenseMap")->MovesRefs);
  EXPECT_TRUE(Rows.container("llvm::DenseMap")->MovesIters);
  EXPECT_EQ(Rows.container("llvm::DenseMap")->Speaks, Dialect::Llvm);
  EXPECT_EQ(Rows.wrapper("std::unique_ptr"), WrapperKind::Borrow);
  EXPECT_EQ(Rows.lockMethod("lock")->Action, LockAction::Try);
}

TEST(CatalogYaml, Locks) {
  Catalog Rows = good("locks:\n"
                      "  guards:\n"
                      "  - name: app::AutoLock\n"
                      "  - {name: app::ReadLock, mode: shared}\n"
                      "  methods:\n"
                      "  - {name: Enter, action: acquire}\n"
                      "  - {name: Leave, action: release}\n"
                      "  functions:\n"
                      "  - {name: tbl_rdlock, action: try, mode: shared}\n");
  EXPECT_EQ(Rows.guard("app::AutoLock"), LockMode::Exclusive);
  EXPECT_EQ(Rows.guard("app::ReadLock"), LockMode::Shared);
  ASSERT_TRUE(Rows.lockMethod("Enter") && Rows.lockMethod("Leave"));
  EXPECT_EQ(Rows.lockMethod("Enter")->Action, LockAction::Acquire);
  EXPECT_EQ(Rows.lockMethod("Enter")->Mode, LockMode::Exclusive);
  EXPECT_EQ(Rows.lockMethod("Leave")->Action, LockAction::Release);
  EXPECT_FALSE(Rows.lockFunction("Enter"));
  ASSERT_TRUE(Rows.lockFunction("tbl_rdlock"));
  EXPECT_EQ(Rows.lockFunction("tbl_rdlock")->Action, LockAction::Try);
  EXPECT_EQ(Rows.lockFunction("tbl_rdlock")->Mode, LockMode::Shared);
  EXPECT_TRUE(Rows.guard("std::lock_guard")) << "the built-in rows stay";
}

TEST(CatalogYaml, WrappersAndHandles) {
  Catalog Rows = good("wrappers:\n"
                      "- {name: base::raw_ptr, kind: borrow}\n"
                      "- {name: Locked, kind: guarded}\n"
                      "handles:\n"
                      "- {create: db_open, release: db_close}\n"
                      "- {create: db_reopen, release: db_close}\n");
  EXPECT_EQ(Rows.wrapper("base::raw_ptr"), WrapperKind::Borrow);
  EXPECT_EQ(Rows.wrapper("Locked"), WrapperKind::Guarded);
  EXPECT_EQ(Rows.releaserOf("db_open"), "db_close");
  EXPECT_EQ(Rows.releaserOf("db_reopen"), "db_close");
  EXPECT_TRUE(Rows.isReleaser("db_close"));
}

TEST(CatalogYaml, QuotesCommentsAndLineEndsOfWindows) {
  Catalog Rows = good("# ours\r\n"
                      "containers:   # all of them\r\n"
                      "  - name: \"app::Cache\"\r\n"
                      "    'shape': 'map' # of sessions\r\n"
                      "    members:\r\n"
                      "      \"operator[]\": subscript\r\n");
  const ContainerRow *Row = Rows.container("app::Cache");
  ASSERT_TRUE(Row);
  EXPECT_EQ(Rows.member(*Row, "operator[]").Op, MapOp::Subscript);
}

TEST(CatalogYaml, TheSameNameInDifferentLists) {
  Catalog Rows = good("containers: [{name: T, shape: map}]\n"
                      "wrappers: [{name: T, kind: value}]\n"
                      "locks:\n"
                      "  methods: [{name: go, action: try}]\n"
                      "  functions: [{name: go, action: try}]\n");
  EXPECT_TRUE(Rows.container("T") && Rows.wrapper("T"));
}

} // namespace
