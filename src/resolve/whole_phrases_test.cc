#include "resolve/whole_phrases.h"

#include <gtest/gtest.h>

#include <string>

namespace depesche {
namespace {

// The part in [ ], mended, where { } are names.
std::string mended(std::string_view marked) {
  std::string text;
  Reading reading;
  reading.names.emplace();
  Span span;
  for (const char c : marked) {
    const auto at = static_cast<uint32_t>(text.size());
    if (c == '[') {
      span.begin = at;
    } else if (c == ']') {
      span.end = at;
    } else if (c == '{') {
      reading.names->push_back({{at, at}, "place"});
    } else if (c == '}') {
      reading.names->back().span.end = at;
    } else {
      text += c;
    }
  }
  Act act;
  act.actors = act.places = {span};
  reading.acts = {act};
  reading.participants = {{span, std::nullopt}};
  Quotation quotation;
  quotation.speaker = span;
  reading.quotations = {quotation};
  make_phrases_whole(text, reading);
  const Span found = reading.acts[0].actors[0];
  EXPECT_EQ(reading.acts[0].places[0], found);
  EXPECT_EQ(reading.participants[0].span, found);
  EXPECT_EQ(reading.quotations[0].speaker, found);
  return std::string(found.of(text));
}

TEST(WholePhrases, EndWithTheirNamesAndNotInOpenWords) {
  EXPECT_EQ(mended("kam aus {[Costa] Rica}."), "Costa Rica");
  EXPECT_EQ(mended("kam aus {[La] Paz}"), "La Paz");
  EXPECT_EQ(mended("in the {[Ostrand] hotel}"), "Ostrand");
  EXPECT_EQ(mended("{[Commission] on Fishing}"), "Commission");
  EXPECT_EQ(mended("the [government of] {Peru} fell"), "government of Peru");
  EXPECT_EQ(mended("die [Regierung in] {Buenos Aires} fiel"), "Regierung in Buenos Aires");
  EXPECT_EQ(mended("[Lund und] {Sand} kamen"), "Lund");
  EXPECT_EQ(mended("sagten [drei mit] dem Fall Vertraute"), "drei");
  EXPECT_EQ(mended("[Anhängern des durch] Wahl"), "Anhängern des durch");
  EXPECT_EQ(mended("ein [Rat von der] neuen Art"), "Rat");
  EXPECT_EQ(mended("[the] rest"), "the");
  EXPECT_EQ(mended("[of the] rest"), "of the");
  EXPECT_EQ(mended("[Bo Sand] ging"), "Bo Sand");
  EXPECT_EQ(mended("[Rat in]"), "Rat");
  EXPECT_EQ(mended("{[Lund]}"), "Lund");
}

TEST(WholePhrases, AreAsLongAsTheLongestThatBeginsThere) {
  const std::string text =
      "tens of thousands came, rebels and soldiers left, Ada Lund, the minister, and Bo Sand of Peru stayed";
  const auto at = [&](std::string_view words) {
    const auto begin = static_cast<uint32_t>(text.find(words));
    return Span{begin, begin + static_cast<uint32_t>(words.size())};
  };
  Reading reading;
  Act act;
  act.actors = {at("tens"), at("rebels"), at("Ada Lund"), at("Bo Sand")};
  act.places = {at("tens")};
  reading.acts = {act};
  for (const std::string_view words :
       {"tens of thousands", "rebels and soldiers", "Ada Lund, the minister", "Bo Sand of Peru"}) {
    ParticipantMention mention;
    mention.span = at(words);
    reading.participants.push_back(mention);
  }
  reading.names = {{at("Bo Sand"), "person"}};
  make_phrases_whole(text, reading);
  EXPECT_EQ(reading.acts[0].actors[2].of(text), "Ada Lund");
  EXPECT_EQ(reading.acts[0].actors[3].of(text), "Bo Sand");
  EXPECT_EQ(reading.acts[0].actors[0].of(text), "tens of thousands");
  EXPECT_EQ(reading.acts[0].actors[1].of(text), "rebels");
  EXPECT_EQ(reading.acts[0].places[0].of(text), "tens");
}

}  // namespace
}  // namespace depesche
