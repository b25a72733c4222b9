//===- SampleReport.h - A small report made by hand ------------*- C++ -*-===//
#ifndef MAPWARDEN_TEST_UNIT_SAMPLEREPORT_H
#define MAPWARDEN_TEST_UNIT_SAMPLEREPORT_H

#include "Report/Formats.h"

namespace mapwarden {
namespace test {

/// Everything a format may stumble over, in one name.
inline std::string hostile() {
  return "</script><script>alert(1)</script>\"'&<img src=x "
         "onerror=alert(2)>\r\n::error::x%0A,\t]]>[a](b){0}\xff\xfe\x1b[31m "
         "\xf0\x9f\x97\xba";
}

/// Two findings (one escaping-element with a flow), one more that is
/// suppressed, three maps, one unit that failed.
inline Report sampleReport() {
  Report R;
  R.ToolVersion = "1.2.3";
  R.Units = 3;

  ReportFinding Grows;
  Grows.Rule = "unbounded-map";
  Grows.Where = {"src/cache.h", 12, 8};
  Grows.Message = "'entries_' grows with every new key and nothing ever erases "
                  "from it";
  Grows.Notes = {
      {{"src/cache.cpp", 30, 5}, "grows here"},
      {{"src/main.cpp", 7, 3}, "the owner is long-lived: a static object"}};
  Grows.Container = "app::Cache::entries_";
  Grows.Variant = "never-erased";
  Grows.Fingerprint = "00112233445566778899aabbccddeeff";

  ReportFinding Stale;
  Stale.Rule = "escaping-element";
  Stale.Where = {"src/events.cpp", 17, 10};
  Stale.Sure = Confidence::Proved;
  Stale.Message = "'topic' refers to an element of 'topics_' that the "
                  "insertion at line 16 may have moved";
  Stale.Notes = {{{"src/events.cpp", 13, 3}, "'topic' is bound here"},
                 {{"src/events.cpp", 16, 7}, "the insertion is here"}};
  Stale.Container = "app::Events::topics_";
  Stale.Fingerprint = "ffeeddccbbaa99887766554433221100";

  ReportFinding Hidden = Grows;
  Hidden.Where = {"src/old.cpp", 4, 1};
  Hidden.Message = "'old' grows with every new key and nothing ever erases "
                   "from it";
  Hidden.Container = "old";
  Hidden.Fingerprint = "0123456789abcdef0123456789abcdef";
  Hidden.Suppressed = {Suppression::InSource, "rewritten next month"};
  R.Findings = {Grows, Stale, Hidden};

  ReportMap Entries;
  Entries.Name = "entries_";
  Entries.Owner = "app::Cache";
  Entries.File = "src/cache.h";
  Entries.Line = 12;
  Entries.Column = 8;
  Entries.Type = "std::map<std::string, int>";
  Entries.Storage = "field";
  Entries.Lifetime = "program";
  Entries.LifetimeWhy = "a static object";
  Entries.Owners = {{"static object", "app::server", {"src/main.cpp", 7, 3}},
                    {"member", "app::Server::cache_", {"src/server.h", 20, 9}},
                    {"map", "app::Cache::entries_", {"src/cache.h", 12, 8}}};
  Entries.Verdict = "unbounded";
  Entries.Confidence = "likely";
  Entries.Reason = "it grows with every new key and nothing erases from it";
  Entries.Growth = {
      {{"src/cache.cpp", 30, 5}, "app::Cache::put", "operator[]", ""}};
  Entries.Lock = "mutex_";
  Entries.Keys = "open";

  ReportMap Topics = Entries;
  Topics.Name = "topics_";
  Topics.Owner = "app::Events";
  Topics.File = "src/events.cpp";
  Topics.Line = 5;
  Topics.Verdict = "erased";
  Topics.Confidence = "proved";
  Topics.Reason = "'close' removes at run time";
  Topics.Shrink = {
      {{"src/events.cpp", 40, 9}, "app::Events::close", "erase", "run-time"}};

  ReportMap Names = Entries;
  Names.Name = "names";
  Names.Owner = "";
  Names.File = "src/main.cpp";
  Names.Line = 3;
  Names.Storage = "global";
  Names.Verdict = "unknown";
  Names.Confidence = "possible";
  Names.Growth.clear();
  R.Maps = {Entries, Topics, Names};

  R.Problems = {
      {"src/broken.cpp", true, "src/broken.cpp:3:1: unknown type name 'Foo'"}};
  return R;
}

/// The sample with hostile() as every string that comes from the program.
inline Report hostileReport() {
  Report R = sampleReport();
  for (ReportFinding &F : R.Findings) {
    F.Where.File = F.Message = F.Container = hostile();
    F.Suppressed.Reason = hostile();
    for (ReportNote &N : F.Notes)
      N.Where.File = N.Text = hostile();
  }
  for (ReportMap &M : R.Maps) {
    for (std::string *S : {&M.Name, &M.Owner, &M.File, &M.Type, &M.Reason,
                           &M.LifetimeWhy, &M.Lock, &M.Keys})
      *S = hostile();
    for (ReportOwner &O : M.Owners)
      O.Name = O.Where.File = hostile();
    for (std::vector<ReportSite> *Sites : {&M.Growth, &M.Shrink})
      for (ReportSite &S : *Sites)
        S.Where.File = S.Function = S.Op = hostile();
  }
  for (ReportProblem &P : R.Problems)
    P.Source = P.Text = hostile();
  return R;
}

inline std::string render(const Report &R, Format F,
                          const RenderOptions &Options = {}) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeReport(R, F, OS, Options);
  return Out;
}

} // namespace test
} // namespace mapwarden

#endif
