// The exposition is valid (by a strict reader of the format, and by promtool
// where it is installed), whatever the maps are called.
#include "mapwarden/prometheus_text.h"

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapwarden/tracked_map.h"
#include "mapwarden/watch.h"

#ifdef MAPWARDEN_TEST_PROMETHEUS
#include "mapwarden/prometheus_bridge.h"
#include <prometheus/text_serializer.h>
#endif

namespace {

using mapwarden::map_stats;
using mapwarden::prometheus_text;

// Samples by name and labels. Throws where the text is not exactly in the
// format, a family is not contiguous or has no HELP and TYPE before it, a
// sample appears twice, or the end of the last line is missing.
class exposition {
public:
  std::map<std::string, double> samples;
  std::map<std::string, std::string> types;

  explicit exposition(const std::string &text) {
    if (!text.empty() && text.back() != '\n')
      throw std::runtime_error("the last line does not end");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      line_ = line;
      at_ = 0;
      if (line.rfind("# ", 0) == 0)
        comment();
      else
        sample();
    }
  }

private:
  [[noreturn]] void wrong(const char *what) const {
    throw std::runtime_error(std::string(what) + " in: " + line_);
  }
  char peek() const { return at_ < line_.size() ? line_[at_] : '\0'; }
  void expect(char c) {
    if (peek() != c)
      wrong((std::string("no ") + c).c_str());
    ++at_;
  }
  std::string name(bool label) {
    const std::size_t from = at_;
    while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_' ||
           (!label && peek() == ':'))
      ++at_;
    if (from == at_ || std::isdigit(static_cast<unsigned char>(line_[from])))
      wrong("no name");
    return line_.substr(from, at_ - from);
  }
  void comment() {
    at_ = 2;
    const std::string what = name(true);
    expect(' ');
    const std::string metric = name(false);
    expect(' ');
    const std::string rest = line_.substr(at_);
    if (what == "HELP") {
      if (!helped_.insert(metric).second)
        wrong("second HELP");
      current_ = metric;
    } else if (what == "TYPE") {
      if (metric != current_ || (rest != "counter" && rest != "gauge"))
        wrong("bad TYPE");
      if ((rest == "counter") !=
          (metric.size() > 6 && metric.substr(metric.size() - 6) == "_total"))
        wrong("counters, and only they, end in _total");
      types[metric] = rest;
    } else {
      wrong("unknown comment");
    }
  }
  void sample() {
    const std::string metric = name(false);
    if (metric != current_ || types.count(metric) == 0)
      wrong("a sample outside its family");
    std::string labels;
    expect('{');
    for (;;) {
      labels += name(true) + "=";
      expect('=');
      labels += '"' + value() + '"';
      if (peek() != ',')
        break;
      labels += ',';
      expect(',');
    }
    expect('}');
    expect(' ');
    const std::string number = line_.substr(at_);
    char *end = nullptr;
    const double parsed = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0' || number.find(',') != number.npos)
      wrong("no number");
    if (!samples.emplace(metric + "{" + labels + "}", parsed).second)
      wrong("the same sample twice");
  }
  std::string value() {
    expect('"');
    std::string out;
    for (;; ++at_) {
      if (at_ == line_.size())
        wrong("the value does not end");
      if (peek() == '"')
        break;
      if (peek() != '\\') {
        out += peek();
        continue;
      }
      ++at_;
      if (peek() == 'n')
        out += '\n';
      else if (peek() == '\\' || peek() == '"')
        out += peek();
      else
        wrong("unknown escape");
    }
    expect('"');
    return out;
  }

  std::string line_, current_;
  std::size_t at_ = 0;
  std::set<std::string> helped_;
};

map_stats named(const std::string &name, std::size_t entries = 1) {
  map_stats stats;
  stats.name = name;
  stats.kind = "watch";
  stats.entries = entries;
  return stats;
}

const std::vector<map_stats> &strange_maps() {
  static const std::vector<map_stats> maps = {
      named(""),
      named("a \"quoted\" \\ name\nwith two lines\\"),
      named("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"),
      named("cut in a character \xE2\x82"),
      named("\xFF\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80 no UTF-8 at all"),
      named("{}, # HELP"),
      named("tab\tand\x01 control")};
  return maps;
}

TEST(PrometheusText, ShowsWhatTheMapsReport) {
  mapwarden::tracked_map<int, int> m(mapwarden::map_name{"sessions"});
  for (int i = 0; i != 5000; ++i)
    m[i] = i;
  for (int i = 0; i != 1000; ++i)
    m.erase(i);
  mapwarden::watch w("cache");
  w.inserted(10);
  w.evicted(3);
  w.hit(7);
  w.missed(2);
  exposition e(prometheus_text());
  const std::string tracked = R"({map="sessions",kind="tracked_map"})";
  EXPECT_EQ(e.samples.at("mapwarden_map_entries" + tracked), 4000);
  EXPECT_EQ(e.samples.at("mapwarden_map_inserts_total" + tracked), 5000);
  EXPECT_EQ(e.samples.at("mapwarden_map_erases_total" + tracked), 1000);
  EXPECT_EQ(e.samples.at("mapwarden_map_buckets" + tracked),
            static_cast<double>(m.bucket_count()));
  EXPECT_GT(e.samples.at("mapwarden_map_held_bytes" + tracked), 4000 * 16);
  const std::string watched = R"({map="cache",kind="watch"})";
  EXPECT_EQ(e.samples.at("mapwarden_map_entries" + watched), 7);
  EXPECT_EQ(e.samples.at("mapwarden_map_evictions_total" + watched), 3);
  EXPECT_EQ(e.samples.at("mapwarden_map_hits_total" + watched), 7);
  EXPECT_EQ(e.samples.at("mapwarden_map_misses_total" + watched), 2);
  EXPECT_EQ(e.types.at("mapwarden_map_hits_total"), "counter");
}

TEST(PrometheusText, MapsOfOneNameAreOneSeries) {
  exposition e(prometheus_text({named("a", 3), named("b", 5), named("a", 4)}));
  EXPECT_EQ(e.samples.at(R"(mapwarden_map_entries{map="a",kind="watch"})"), 7);
  EXPECT_EQ(e.samples.at(R"(mapwarden_map_instances{map="a",kind="watch"})"),
            2);
  EXPECT_EQ(e.samples.at(R"(mapwarden_map_entries{map="b",kind="watch"})"), 5);
}

TEST(PrometheusText, NamesAreEscapedAndMadeValidUtf8) {
  exposition e(prometheus_text(strange_maps()));
  EXPECT_EQ(
      e.samples.count("mapwarden_map_entries{map=\"a \"quoted\" \\ name\nwith "
                      "two lines\\\",kind=\"watch\"}"),
      1u);
  EXPECT_EQ(e.samples.count("mapwarden_map_entries{map=\"caf\xC3\xA9 "
                            "\xE2\x82\xAC \xF0\x9F\x98\x80\",kind=\"watch\"}"),
            1u);
  EXPECT_EQ(e.samples.count("mapwarden_map_entries{map=\"cut in a character "
                            "\xEF\xBF\xBD\xEF\xBF\xBD\",kind=\"watch\"}"),
            1u);
  const std::string text = prometheus_text(strange_maps());
  EXPECT_EQ(mapwarden::detail::valid_utf8(text), text);
  EXPECT_EQ(text.find('\xFF'), text.npos);
}

TEST(PrometheusText, NothingToReportIsNoText) {
  EXPECT_EQ(prometheus_text({}), "");
}

TEST(PrometheusText, ProgressIsTheLeastOfItsMaps) {
  auto half = named("a");
  half.rehash_progress = 0.5;
  exposition e(prometheus_text({named("a"), half}));
  EXPECT_EQ(e.samples.at(
                R"(mapwarden_map_rehash_progress_ratio{map="a",kind="watch"})"),
            0.5);
}

TEST(PrometheusText, PromtoolFindsNothingToCriticise) {
  if (std::system("command -v promtool > /dev/null 2>&1") != 0)
    GTEST_SKIP() << "promtool is not installed";
  for (const std::string &text :
       {prometheus_text(strange_maps()), prometheus_text({named("a")})}) {
    FILE *promtool = popen("promtool check metrics 2>&1", "w");
    ASSERT_NE(promtool, nullptr);
    ASSERT_EQ(std::fwrite(text.data(), 1, text.size(), promtool), text.size());
    EXPECT_EQ(pclose(promtool), 0) << text;
  }
}

#ifdef MAPWARDEN_TEST_PROMETHEUS
TEST(PrometheusBridge, SaysTheSameAsTheText) {
  mapwarden::tracked_map<int, int> m(mapwarden::map_name{"bridged \"x\""});
  for (int i = 0; i != 100; ++i)
    m[i] = i;
  const auto serialized = prometheus::TextSerializer().Serialize(
      mapwarden::prometheus_collectable().Collect());
  exposition bridge(serialized), text(prometheus_text());
  EXPECT_GE(text.samples.size(), 13u);
  EXPECT_EQ(text.types, bridge.types);
  EXPECT_EQ(bridge.samples, text.samples);
}
#endif

} // namespace
