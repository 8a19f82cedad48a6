#include "store/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/row_ids.h"

namespace depesche::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Query, WordsPhrasesAndFields) {
  const auto query = parse_query(
      R"(Brücke  "an der Neiße" actor:DEU,POL -type:DEMAND place:"Bad Muskau" from:2022 to:2022-02 confidence:0.5)");
  ASSERT_TRUE(query) << query.error().message;
  EXPECT_THAT(query->words, ElementsAre("brücke"));
  EXPECT_THAT(query->phrases, ElementsAre("an der Neiße"));
  EXPECT_THAT(query->filters, ElementsAre(Filter{"actor", {"DEU", "POL"}, false}, Filter{"type", {"DEMAND"}, true},
                                          Filter{"place", {"Bad Muskau"}, false}));
  EXPECT_EQ(query->from_day, day_of("2022-01-01"));
  EXPECT_EQ(query->to_day, day_of("2022-02-28"));
  EXPECT_EQ(query->least_confidence, 0.5);
}

TEST(Query, AnythingElseIsWords) {
  const auto query = parse_query("Müller-Lund's 3,5 % ' ; -- \xC2\xA0 x'y");
  ASSERT_TRUE(query);
  EXPECT_THAT(query->words, ElementsAre("müller", "lund", "s", "3", "5", "x", "y"));
  EXPECT_FALSE(parse_query("  ")->has_text());
}

TEST(Query, FaultsNameThePlaceAndTheRemedy) {
  const struct {
    const char *query, *part;
  } cases[] = {
      {"actr:DEU", "there is no field 'actr'; there are actor, recipient"},
      {"type:", "a value is missing after type:"},
      {"type:A,", "a value is missing"},
      {"\"open", "not closed"},
      {"place:\"open", "not closed"},
      {"from:gestern", "from:gestern is no date (2022, 2022-09 or 2022-09-19)"},
      {"to:2022-13", "is no date"},
      {"-from:2022", "takes one value and no minus"},
      {"confidence:2", "no number from 0 to 1"},
      {"confidence:high", "no number from 0 to 1"},
      {"-Brücke", "words cannot"},
      {"\xFF", "not UTF-8"},
  };
  for (const auto& c : cases) {
    const auto query = parse_query(c.query);
    ASSERT_FALSE(query) << c.query;
    EXPECT_EQ(query.error().code, ErrorCode::kBadArgument);
    EXPECT_THAT(query.error().message, HasSubstr(c.part)) << c.query;
  }
}

TEST(Query, SaysWhatTheFullTextIndexFinds) {
  const auto says_it = [](const char* query, const char* text, const char* language) {
    return TextMatcher(*parse_query(query))(text, language);
  };
  EXPECT_TRUE(says_it("Verhandlung", "Die Verhandlungen begannen.", "de"));
  EXPECT_TRUE(says_it("negotiate", "They negotiated for hours.", "en"));
  EXPECT_TRUE(says_it("STRASSE", "auf der Straße", "de"));
  EXPECT_TRUE(says_it("\"auf der Straße\"", "Sie standen auf der STRASSE.", "de"));
  EXPECT_FALSE(says_it("\"der Straße auf\"", "auf der Straße", "de"));
  EXPECT_FALSE(says_it("Verhandlung Brücke", "Die Verhandlungen begannen.", "de"));
  EXPECT_TRUE(says_it("", "anything", "de"));
}

TEST(Query, FullTextExpressionQuotesAllWords) {
  EXPECT_EQ(full_text_expression(*parse_query("near OR NOT")), "(\"near\") AND (\"or\") AND (\"not\")");
  EXPECT_EQ(full_text_expression(*parse_query("\"a (b)\"")), "{title text} : \"a (b)\"");
  EXPECT_THAT(full_text_expression(*parse_query("type:AID")), IsEmpty());
}

}  // namespace
}  // namespace depesche::store
