#include <depesche/json.h>

#include <gtest/gtest.h>

#include "document/names.h"

namespace depesche {
namespace {

// Every field set, with positions behind characters of one to four bytes.
Record full_record() {
  Record r;
  r.engine = {"0.1.0", "sha256:aa", "sha256:bb"};
  r.article.id = "00ff";
  r.article.given_id = "n-1";
  r.article.language = "de";
  r.article.title = "Größe \"und\" Maß\n😀";
  r.article.published = {"2021-03-04T05:06:07Z", DatePrecision::kSecond, DateOrigin::kSlug};
  r.article.url = "https://example.org/1";
  r.article.outlet = "Talbote";
  r.article.agency = "dpa";
  r.article.authors = {"A. Muster"};
  r.article.text = "Grüße 😀 aus Köln: Ada Lund traf Bo Sand.";
  r.article.removed = {{"Teilen", RemovedWhy::kShare}};
  r.article.markup_characters = 7;
  const auto text = std::string_view(r.article.text);
  const auto at = [&](std::string_view words) {
    const auto begin = static_cast<uint32_t>(text.find(words));
    return Span{begin, begin + static_cast<uint32_t>(words.size())};
  };
  r.sentences = {{0, static_cast<uint32_t>(text.size())}};
  r.entities = {{"e1",
                 "Ada Lund",
                 EntityType::kPerson,
                 "DEU",
                 "GOV",
                 "Ministerin",
                 "person/ada-lund",
                 "Q1",
                 EntityHow::kKnowledge,
                 0.5,
                 {{at("Ada Lund"), MentionForm::kName}}},
                {"e2",
                 "Bo Sand",
                 std::nullopt,
                 std::nullopt,
                 std::nullopt,
                 std::nullopt,
                 std::nullopt,
                 std::nullopt,
                 EntityHow::kNone,
                 std::nullopt,
                 {}}};
  r.times = {{at("Grüße"), "DATE", "2021", "2021-01-01", "2021-12-31"}};
  const EventTime time{at("aus"), "2021-03", "2021-03-01", "2021-03-31", Stated::kStated};
  const EventPlace place{at("Köln"), "Köln", "DEU", 50.9, 6.9, "city", Stated::kStated};
  Event event;
  event.id = "v1";
  event.type = "CONSULT";
  event.mode = "visit";
  event.contexts = {"diplomatic"};
  event.trigger = at("traf");
  event.status = "actual";
  event.presupposed = false;
  event.actors = {{"e1", at("Ada Lund"), Stated::kStated}};
  event.recipients = {{"e2", std::nullopt, Stated::kImplied}};
  event.places = {place};
  event.time = time;
  event.source = {Voucher::kAttributed, {"e1", "e2"}, {at("Ada Lund"), std::nullopt}, at("aus"), "q1"};
  event.same_as = "v0";
  event.joined = Joined{time, {place}};
  event.confidence = 0.91;
  event.codes = {"CONSULT", "042", 1, 1.9};
  r.events = {event};
  r.quotes = {{"q1", 0, "direct", at("Ada Lund"), at("traf"), Participant{"e1", at("Bo Sand"), Stated::kStated},
               std::nullopt, 0.95}};
  r.warnings = {"short"};
  return r;
}

TEST(Json, AFullRecordReadBackEqualsWhatWasWritten) {
  const Record record = full_record();
  const std::string json = to_json(record);
  const Result<Record> back = record_from_json(json);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, record);
  EXPECT_EQ(to_json(*back), json);
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(Json, AnEmptyRecordReadsBack) {
  const Result<Record> back = record_from_json(to_json(Record{}));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, Record{});
}

TEST(Json, PositionsAreCodePoints) {
  // "Grüße 😀 aus Köln: " is 19 characters, though 25 bytes.
  EXPECT_NE(to_json(full_record()).find(R"("mentions":[{"span":[18,26],"form":"name"}])"), std::string::npos)
      << to_json(full_record());
}

TEST(Json, SaysWhereARecordIsBroken) {
  const std::string good = to_json(full_record());
  const auto with = [&](std::string_view old, std::string_view fresh) {
    std::string json = good;
    const size_t at = json.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return json.replace(at, old.size(), fresh);
  };
  const struct {
    std::string json, message;
  } cases[] = {
      {"{", "not a record: not valid JSON"},
      {"[]", "not a record: format: not an object"},
      {with("depesche-record/1", "depesche-record/9"),
       "not a record: format is 'depesche-record/9'; this version reads 'depesche-record/1'"},
      {with("\"trigger\":[27,31]", "\"trigger\":[27,99]"),
       "not a record: events[0].trigger: span [27, 99] does not lie in the text of 40 code points"},
      {with("\"why\":\"share\"", "\"why\":\"because\""),
       "not a record: article.removed[0].why: 'because' is not one of title navigation slug tag comment_form caption credit "
       "teaser "
       "share cookie newsletter byline dateline duplicate other"},
      {with("\"known_as\":\"Q1\",", ""), "not a record: entities[0].known_as: missing"},
      {with("\"sentence\":0", "\"sentence\":-1"), "not a record: events[0].sentence: not a whole number"},
      {with("\"sentence\":0", "\"sentence\":4294967296"), "not a record: events[0].sentence: too large a number"},
      {with("\"markup_characters\":7", "\"markup_characters\":\"7\""),
       "not a record: article.markup_characters: not a whole number"},
  };
  for (const auto& c : cases) {
    const Result<Record> record = record_from_json(c.json);
    ASSERT_FALSE(record) << c.message;
    EXPECT_EQ(record.error().code, ErrorCode::kBadInput);
    EXPECT_EQ(record.error().message, c.message);
  }
}

}  // namespace
}  // namespace depesche
