// The store on records made by hand; the program's own are in tests/test_store*.py.
#include "store/store.h"

#include <depesche/json.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/sha256.h"
#include "store/care.h"
#include "store/count.h"
#include "store/families.h"
#include "store/lookup.h"
#include "store/packed.h"
#include "store/rows.h"
#include "store/versions.h"
#include "store/views.h"

namespace depesche::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const EngineVersion kFirst{"0.1", "reader-1", "knowledge-1"};
const EngineVersion kSecond{"0.2", "reader-2", "knowledge-1"};

Span span_of(const std::string& text, const std::string& words) {
  const size_t at = text.find(words);
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

// "Ada Lund <verb> die Bahn in Görz." with its event.
Record make_record(const std::string& verb, const std::string& type, const std::string& published = "2022-09-19") {
  Record record;
  record.engine = kFirst;
  Article& article = record.article;
  article.text =
      fmt::format("Ada Lund {} die Bahn in Görz. „Es reicht“, sagte Lund. Danach fuhr ein Zug nach Norden.", verb);
  article.title = "Über " + verb;
  article.language = "de";
  article.published = {published, DatePrecision::kDay, DateOrigin::kGiven};
  article.id = sha256_hex(article.text + published);
  const auto end = static_cast<uint32_t>(article.text.find(". „") + 1);
  record.sentences = {{0, end}, {end + 1, static_cast<uint32_t>(article.text.size())}};
  const auto span = [&](const std::string& words) { return span_of(article.text, words); };
  Entity lund{"e1",
              "Ada Lund",
              EntityType::kPerson,
              "AUT",
              "GOV",
              {},
              {},
              {},
              EntityHow::kText,
              {},
              {{span("Ada Lund"), MentionForm::kName}}};
  Entity rail{"e2",
              "Bahn",
              EntityType::kOrganisation,
              "AUT",
              "BUS",
              {},
              "organisation/bahn",
              {},
              EntityHow::kKnowledge,
              {},
              {{span("Bahn"), MentionForm::kName}}};
  record.entities = {lund, rail};
  Event event;
  event.id = "v1";
  event.type = type;
  event.status = "actual";
  event.trigger = span(verb);
  event.actors = {{"e1", span("Ada Lund"), Stated::kStated}};
  event.recipients = {{"e2", span("Bahn"), Stated::kStated}};
  event.places = {{span("Görz"), "Görz", "ITA", 45.9, 13.6, "city", Stated::kStated}};
  event.confidence = 0.75;
  event.codes.plover = type;
  record.events = {event};
  Quote quote;
  quote.id = "q1";
  quote.sentence = 1;
  quote.type = "direct";
  quote.content = span("Es reicht");
  quote.speaker = Participant{"e1", span("Ada Lund"), Stated::kStated};
  quote.confidence = 0.9;
  record.quotes = {quote};
  return record;
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("depesche-store-{}", ::getpid());
    std::filesystem::create_directories(folder_);
    std::filesystem::remove(path());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path path() const { return folder_ / "test.db"; }

  std::unique_ptr<Store> open(Access access = Access::kCreate) {
    auto store = Store::open(path(), access);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }

  // What became of the records, added in one run.
  static std::vector<LedgerRow> add(Store& store, std::vector<Record> records, const std::string& inputs = "all") {
    const auto run = store.begin_run("add", inputs, records.empty() ? kFirst : records.front().engine);
    std::vector<Offered> offered;
    for (Record& record : records) {
      const std::string id = record.article.id;
      offered.push_back({"input " + id.substr(0, 6), id, std::nullopt, std::move(record)});
    }
    auto rows = store.add(*run, offered, {});
    EXPECT_TRUE(rows) << rows.error().message;
    EXPECT_TRUE(store.end_run(*run, {}));
    return *rows;
  }

  static std::vector<std::string> found(Store& store, const std::string& text, Kind kind = Kind::kEvents,
                                        Order order = Order::kNewest) {
    std::vector<std::string> all;
    const auto query = parse_query(text);
    EXPECT_TRUE(query) << text;
    const auto done = each_found(store.database(), *query, kind, order, 0, [&](int64_t row) -> Result<void> {
      if (kind == Kind::kEvents) all.push_back(event_view(store.database(), row)->type);
      if (kind == Kind::kQuotes) all.push_back(quote_view(store.database(), row)->type);
      if (kind == Kind::kArticles) all.push_back(*article_view(store.database(), row)->title);
      return {};
    });
    EXPECT_TRUE(done) << text << ": " << done.error().message;
    return all;
  }

  static std::vector<std::string> faults(Store& store) {
    std::vector<std::string> all;
    EXPECT_TRUE(verify(store, [&](const std::string& fault) { all.push_back(fault); }));
    return all;
  }

  static std::vector<std::string> dumped(Store& store) {
    std::vector<std::string> lines;
    EXPECT_TRUE(dump(store, [&](const std::string& line) { lines.push_back(line); }));
    return lines;
  }

 private:
  std::filesystem::path folder_;
};

TEST(Packed, IsWhatItWas) {
  const Record record = make_record("beschuldigte", "ACCUSE");
  const std::string json = to_json(record);
  const Known known{record.engine, record.article.id, record.article.title, record.article.url, record.article.text};
  std::string packed = pack(json, known);
  EXPECT_LT(packed.size(), json.size() / 4);
  EXPECT_EQ(*unpack(packed, known), json);
  packed[packed.size() / 2] ^= 1;
  EXPECT_FALSE(unpack(packed, known));
  EXPECT_FALSE(unpack("no frame", known));
  EXPECT_FALSE(unpack("", known));
}

TEST_F(StoreTest, KeepsTheRecordAsItIs) {
  const auto store = open();
  const Record record = make_record("beschuldigte", "ACCUSE");
  EXPECT_EQ(add(*store, {record}).front().outcome, Outcome::kStored);
  const auto item = find_item(store->database(), record.article.id.substr(0, 12));
  ASSERT_TRUE(item);
  EXPECT_EQ(to_json(*stored_record(store->database(), item->row)), to_json(record));
  EXPECT_THAT(faults(*store), IsEmpty());
}

TEST_F(StoreTest, TheSameBytesAreSeenOnce) {
  const auto store = open();
  const Record record = make_record("beschuldigte", "ACCUSE");
  const auto rows = add(*store, {record, record});
  EXPECT_EQ(rows[0].outcome, Outcome::kStored);
  EXPECT_EQ(rows[1].outcome, Outcome::kSeen);
  EXPECT_EQ((*store->known("x", record.article.id, {}))->outcome, Outcome::kSeen);
}

TEST_F(StoreTest, TheSameBytesAtTwoAddressesAreOfTheEarlierOne) {
  const auto at = [](const char* retrieved, const char* url) {
    Record record = make_record("traf", "CONSULT");
    record.article.url = url;
    return Offered{fmt::format("crawl: {}", url), record.article.id, retrieved, record};
  };
  const std::vector<Offered> offers = {at("2022-09-20", "https://b.example/"), at("2022-09-21", "https://a.example/"),
                                       at("2022-09-20", "https://c.example/")};
  std::vector<std::string> first;
  for (const auto& [order, together] : {std::pair{std::vector{0, 1, 2}, true}, std::pair{std::vector{2, 1, 0}, true},
                                        std::pair{std::vector{1, 2, 0}, false}, std::pair{std::vector{2, 0, 1}, false}}) {
    std::filesystem::remove(path());
    const auto store = open();
    const auto run = store->begin_run("add", "", kFirst);
    std::vector<Offered> turn;
    for (const int i : order) turn.push_back(offers[static_cast<size_t>(i)]);
    if (together) {
      ASSERT_TRUE(store->add(*run, turn, {}));
    } else {
      for (const Offered& one : turn) ASSERT_TRUE(store->add(*run, std::span(&one, 1), {}));
    }
    EXPECT_EQ(store->database().number("SELECT count(*) FROM ledger"), 3);
    EXPECT_EQ(store->database().number("SELECT count(*) FROM articles WHERE url='https://b.example/'"), 1);
    EXPECT_THAT(faults(*store), IsEmpty());
    EXPECT_THAT(found(*store, "traf"), ElementsAre("CONSULT"));
    if (first.empty()) first = dumped(*store);
    EXPECT_EQ(dumped(*store), first);
  }
}

TEST_F(StoreTest, ARunThatDidNotEndGoesOn) {
  const auto store = open();
  const auto first = store->begin_run("add", "news/", kFirst);
  const Record record = make_record("beschuldigte", "ACCUSE");
  const std::vector<Offered> offered{{"news/a", record.article.id, std::nullopt, record}};
  ASSERT_TRUE(store->add(*first, offered, {}));
  EXPECT_EQ(*store->begin_run("add", "news/", kFirst), *first);
  EXPECT_NE(*store->begin_run("add", "other/", kFirst), *first);
  EXPECT_TRUE(*store->is_done(*first, "news/a", record.article.id));
  EXPECT_FALSE(*store->is_done(*first, "news/b", record.article.id));
  ASSERT_TRUE(store->end_run(*first, {{"redirect", 3}}));
  EXPECT_NE(*store->begin_run("add", "news/", kFirst), *first);
}

TEST_F(StoreTest, FindsByEveryField) {
  const auto store = open();
  Record told = make_record("beschuldigte", "ACCUSE", "2022-09-19");
  told.article.outlet = "Der Bote";
  told.events[0].source = {Voucher::kAttributed, {"e2"}, {std::nullopt}, std::nullopt, std::nullopt};
  add(*store, {told, make_record("traf", "CONSULT", "2023-01-05")});
  const struct {
    const char* query;
    bool first, second;
  } cases[] = {
      {"", true, true},
      {"beschuldigtes", true, false},
      {"\"die Bahn in\"", true, true},
      {"\"Bahn die\"", false, false},
      {"norden", false, false},  // not in the act's sentence
      {"actor:AUT", true, true},
      {"actor:\"Ada Lund\"", true, true},
      {"actor:lund", true, true},
      {"actor:person/ada-lund.AUT", true, true},
      {"actor:organisation/bahn", false, false},
      {"recipient:organisation/bahn", true, true},
      {"recipient:BUS type:CONSULT", false, true},
      {"party:organisation/bahn", true, true},
      {"source:organisation/bahn", true, false},
      {"-source:organisation/bahn", false, true},
      {"type:ACCUSE,CONSULT", true, true},
      {"-type:ACCUSE", false, true},
      {"status:future", false, false},
      {"place:görz", true, true},
      {"country:ITA from:2023", false, true},
      {"to:2022", true, false},
      {"from:2022-09-19 to:2022-09-19", true, false},
      {"outlet:\"der bote\"", true, false},
      {"-outlet:\"der bote\"", false, true},
      {"lang:de", true, true},
      {"lang:en", false, false},
      {"confidence:0.7", true, true},
      {"confidence:0.8", false, false},
      {"standing:withdrawn", false, false},
      {"actor:nobody", false, false},
      {"actor:\"x'; DROP TABLE articles; --\"", false, false},
  };
  for (const auto& c : cases) {
    std::vector<std::string> wanted;
    if (c.second) wanted.emplace_back("CONSULT");
    if (c.first) wanted.emplace_back("ACCUSE");
    EXPECT_EQ(found(*store, c.query), wanted) << c.query;
  }
  EXPECT_THAT(found(*store, "speaker:lund reicht", Kind::kQuotes), ElementsAre("direct", "direct"));
  EXPECT_THAT(found(*store, "type:indirect", Kind::kQuotes), IsEmpty());
  EXPECT_THAT(found(*store, "Norden type:ACCUSE", Kind::kArticles), ElementsAre("Über beschuldigte"));
  EXPECT_THAT(found(*store, "traf", Kind::kArticles, Order::kRelevance), ElementsAre("Über traf"));
  EXPECT_FALSE(each_found(store->database(), *parse_query("status:actual"), Kind::kArticles, Order::kNewest, 0,
                          [](int64_t) -> Result<void> { return {}; }));
}

TEST_F(StoreTest, VersionsOfOneAddressConfirmAndWithdraw) {
  const auto store = open();
  Record early = make_record("beschuldigte", "ACCUSE");
  Record late = make_record("traf", "CONSULT");
  early.article.url = "https://bote.example/a#top";
  late.article.url = "https://bote.example/a";
  early.events.push_back(early.events[0]);
  early.events[1].id = "v2";
  early.events[1].type = "CONSULT";
  add(*store, {early}, "first");
  const auto rows = add(*store, {late}, "second");
  EXPECT_EQ(rows[0].outcome, Outcome::kNewVersion);
  EXPECT_EQ(rows[0].of, early.article.id);
  EXPECT_THAT(found(*store, ""), ElementsAre("CONSULT"));
  EXPECT_THAT(found(*store, "standing:withdrawn"), ElementsAre("ACCUSE"));
  EXPECT_THAT(found(*store, "standing:confirmed"), ElementsAre("CONSULT"));
  EXPECT_THAT(found(*store, "", Kind::kArticles), ElementsAre("Über traf"));
  EXPECT_THAT(faults(*store), IsEmpty());
}

TEST_F(StoreTest, WithheldArticlesSayNothing) {
  const auto store = open();
  Record record = make_record("traf", "CONSULT");
  record.article.pubstatus = "withheld";
  EXPECT_THAT(*add(*store, {record})[0].why, HasSubstr("withheld"));
  EXPECT_THAT(found(*store, ""), IsEmpty());
  EXPECT_THAT(found(*store, "standing:withheld"), ElementsAre("CONSULT"));
}

TEST_F(StoreTest, ContentDoesNotDependOnTheOrder) {
  std::vector<Record> records;
  for (int i = 0; i < 6; ++i) {
    records.push_back(make_record(i % 2 ? "traf" : "beschuldigte", "CONSULT", fmt::format("2022-09-1{}", i)));
    records.back().article.text += fmt::format(" Ende {}.", i);
    records.back().article.id = sha256_hex(records.back().article.text);
    if (i < 3) records.back().article.url = "https://bote.example/same";
  }
  std::vector<std::string> first;
  for (int turn = 0; turn < 4; ++turn) {
    std::filesystem::remove(path());
    const auto store = open();
    add(*store, records);
    if (turn == 0) first = dumped(*store);
    EXPECT_EQ(dumped(*store), first) << turn;
    std::next_permutation(records.begin(), records.end(),
                          [](const Record& a, const Record& b) { return a.article.id < b.article.id; });
    std::rotate(records.begin(), records.begin() + 2, records.end());
  }
}

TEST_F(StoreTest, ANewReaderReplacesAndTheOldRecordStays) {
  const auto store = open();
  Record record = make_record("traf", "CONSULT");
  add(*store, {record});
  Record again = record;
  again.engine = kSecond;
  again.events[0].type = "ACCUSE";
  const auto run = store->begin_run("reread", "", kSecond);
  ASSERT_TRUE(store->replace(*run, std::vector{again}));
  EXPECT_THAT(found(*store, ""), ElementsAre("ACCUSE"));
  std::vector<std::string> changes;
  EXPECT_EQ(*compare_engines(*store, 1, 2,
                             [&](const Change& c) { changes.push_back(c.what + " " + c.field + " " + c.before + c.after); }),
            1);
  EXPECT_THAT(changes, ElementsAre("event type \"CONSULT\"\"ACCUSE\""));
  EXPECT_FALSE(compare_engines(*store, 1, 7, [](const Change&) {}));
  EXPECT_THAT(*read_by_others(*store, kSecond, 0, -1), IsEmpty());
  EXPECT_THAT(faults(*store), IsEmpty());
  Record other = again;
  other.article.text += " Mehr.";
  EXPECT_FALSE(store->replace(*run, std::vector{other}));
}

TEST_F(StoreTest, ForgottenIsGoneAndStaysAway) {
  const auto store = open();
  const Record record = make_record("beschuldigte", "ACCUSE");
  const Record kept = make_record("traf", "CONSULT");
  add(*store, {record, kept});
  EXPECT_EQ(*forget(*store, {record.article.id}), 1);
  EXPECT_THAT(found(*store, ""), ElementsAre("CONSULT"));
  EXPECT_EQ((*store->known("x", record.article.id, {}))->outcome, Outcome::kSkipped);
  EXPECT_THAT(faults(*store), IsEmpty());
  const auto naming = articles_naming(*store, "person/ada-lund.AUT");
  EXPECT_THAT(*naming, ElementsAre(kept.article.id));
  const auto gone = forget(*store, *naming);
  ASSERT_TRUE(gone) << gone.error().message;
  EXPECT_EQ(*gone, 1);
  EXPECT_EQ(store->database().number("SELECT count(*) FROM actors"), 0);
}

TEST_F(StoreTest, VerifyFindsEachKindOfDamageAndRepairMendsWhatIsMade) {
  const struct {
    const char *damage, *fault;
    bool mended;
  } cases[] = {
      {"UPDATE articles SET text = replace(text, 'Bahn', 'Post')", "does not match its hash", false},
      {"UPDATE records SET json = zeroblob(40)", "record is damaged", false},
      {"DELETE FROM ledger", "no row says how", false},
      {"UPDATE events SET type='AID'", "event v1 is not as the record has it", true},
      {"UPDATE quotes SET content_end=content_end+1", "quotation q1 is not as the record has it", true},
      {"INSERT INTO postings(postings) VALUES('delete-all')", "cannot be found", true},
      {"DELETE FROM parties", "has other parties than the record", true},
      {"DELETE FROM events", "has 0 rows in events for 1", true},
      {"UPDATE entities SET country='DEU'", "entity e1 is not as the record has it", true},
      {"DELETE FROM new_bands", "missing from the index of copies", true},
      {"UPDATE articles SET superseded=1", "has not one current version", true},
      {"DELETE FROM words", "full text", true},
  };
  for (const auto& c : cases) {
    std::filesystem::remove(path());
    const auto store = open();
    add(*store, {make_record("traf", "CONSULT")});
    store->database().sqlite().exec("PRAGMA foreign_keys=OFF");
    store->database().sqlite().exec(c.damage);
    EXPECT_THAT(faults(*store), testing::Contains(HasSubstr(c.fault))) << c.damage;
    const auto rebuilt = rebuild(*store);
    EXPECT_TRUE(rebuilt) << rebuilt.error().message;
    EXPECT_EQ(faults(*store).empty(), c.mended) << c.damage;
  }
}

TEST_F(StoreTest, CopiesAreFoundAmongSettledBandsAndNewOnes) {
  const auto store = open();
  const Record first = make_record("traf", "CONSULT");
  add(*store, {first});
  settle_bands(store->database(), 1);
  EXPECT_EQ(store->database().number("SELECT count(*) FROM new_bands"), 0);
  add(*store, {make_record("beschuldigte", "ACCUSE")});
  EXPECT_EQ(store->database().number("SELECT count(*) FROM (SELECT DISTINCT family FROM articles)"), 1);
  EXPECT_THAT(faults(*store), IsEmpty());
  settle_bands(store->database(), 1);
  EXPECT_THAT(faults(*store), IsEmpty());
  EXPECT_EQ(*forget(*store, {first.article.id}), 1);
  EXPECT_THAT(faults(*store), IsEmpty());
  EXPECT_EQ(store->database().number("SELECT count(*) FROM bands WHERE article NOT IN (SELECT id FROM articles)"), 0);
}

TEST_F(StoreTest, CountsGroupsAndActsToldAgainOnce) {
  const auto store = open();
  Record record = make_record("traf", "CONSULT");
  record.events.push_back(record.events[0]);
  record.events[1].id = "v2";
  record.events[1].same_as = "v1";
  add(*store, {record, make_record("beschuldigte", "ACCUSE", "2023-02-01")});
  std::vector<std::string> groups;
  const auto count = [&](const std::vector<std::string>& by, Kind kind = Kind::kEvents, Counted of = Counted::kItems) {
    groups.clear();
    return count_by(store->database(), *parse_query(""), kind, by, of, [&](const auto& group, int64_t number) {
      std::string line = std::to_string(number);
      for (const auto& value : group) line += " " + value.value_or("-");
      groups.push_back(line);
    });
  };
  ASSERT_TRUE(count({"type", "month"}));
  EXPECT_THAT(groups, ElementsAre("1 ACCUSE 2023-02", "1 CONSULT 2022-09"));
  ASSERT_TRUE(count({"actor-country", "recipient", "country"}));
  EXPECT_THAT(groups, ElementsAre("2 AUT organisation/bahn ITA"));
  ASSERT_TRUE(count({"year"}, Kind::kQuotes));
  EXPECT_THAT(groups, ElementsAre("1 2022", "1 2023"));
  ASSERT_TRUE(count({}, Kind::kArticles));
  EXPECT_THAT(groups, ElementsAre("2"));
  ASSERT_TRUE(count({}, Kind::kEvents, Counted::kSources));
  EXPECT_THAT(groups, ElementsAre("1")) << "two reports of the same wording";
  EXPECT_FALSE(count({"colour"}));
  EXPECT_FALSE(count({"actor"}, Kind::kQuotes));
}

TEST_F(StoreTest, OneWriterAtATime) {
  const auto store = open();
  const auto second = Store::open(path(), Access::kWrite);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("another depesche is writing"));
  EXPECT_TRUE(Store::open(path(), Access::kRead));
}

TEST_F(StoreTest, WhatIsNoStoreIsSaid) {
  EXPECT_EQ(Store::open(path(), Access::kRead).error().code, ErrorCode::kNotFound);
  {
    const auto store = open();
    store->database().sqlite().exec("PRAGMA user_version=99");
  }
  EXPECT_THAT(Store::open(path(), Access::kRead).error().message, HasSubstr("newer Depesche"));
  std::filesystem::remove(path());
  { SQLite::Database(path().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t(x)"); }
  EXPECT_THAT(Store::open(path(), Access::kCreate).error().message, HasSubstr("not a store of Depesche"));
}

TEST(Rows, KeysOfActors) {
  Article article;
  article.id = std::string(64, 'a');
  article.text = "Ada Lund und Voss trafen das Neue Werk in Kiew.";
  const auto named = [&](EntityType type, const char* words, MentionForm form, std::optional<std::string> country) {
    Entity entity;
    entity.id = "e7";
    entity.name = words;
    entity.type = type;
    entity.country = std::move(country);
    entity.mentions = {{span_of(article.text, words), form}};
    return actor_key(entity, article);
  };
  EXPECT_EQ(named(EntityType::kPerson, "Ada Lund", MentionForm::kName, "AUT"), "person/ada-lund.AUT");
  EXPECT_EQ(named(EntityType::kPerson, "Ada Lund", MentionForm::kName, std::nullopt), "person/ada-lund");
  EXPECT_EQ(named(EntityType::kPerson, "Voss", MentionForm::kName, "DEU"), "article/aaaaaaaaaaaaaaaa/e7");
  EXPECT_EQ(named(EntityType::kPerson, "Ada Lund", MentionForm::kRole, "AUT"), "article/aaaaaaaaaaaaaaaa/e7");
  EXPECT_EQ(named(EntityType::kOrganisation, "Neue Werk", MentionForm::kName, "DEU"), "organisation/neue-werk.DEU");
  EXPECT_EQ(named(EntityType::kGroup, "Ada Lund", MentionForm::kName, "DEU"), "article/aaaaaaaaaaaaaaaa/e7");
}

}  // namespace
}  // namespace depesche::store
