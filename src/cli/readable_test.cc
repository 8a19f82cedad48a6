#include "cli/readable.h"

#include <gmock/gmock.h>

namespace depesche {
namespace {

using testing::HasSubstr;
using testing::Not;

Record record() {
  Record r;
  r.article.title = "Treffen\nin Wien";
  r.article.language = "de";
  r.article.published = {"2021-03-04", DatePrecision::kDay, DateOrigin::kSlug};
  r.article.text = "Ada traf\nam Montag Bo in Wien.";
  r.article.removed = {{"Teilen", RemovedWhy::kShare}};
  r.sentences = {{0, 30}};
  r.entities = {
      {"e1", "Ada", EntityType::kPerson, "DEU", "GOV", {}, {}, {}, EntityHow::kNone, {}, {{Span{0, 3}, MentionForm::kName}}},
      {"e2", "Bo", {}, {}, {}, {}, {}, {}, EntityHow::kNone, {}, {}}};
  Event event;
  event.id = "v1";
  event.status = "actual";
  event.type = "CONSULT";
  event.mode = "visit";
  event.trigger = {4, 8};
  event.actors = {{"e1", Span{0, 3}, Stated::kStated}};
  event.recipients = {{"e2", Span{19, 21}, Stated::kStated}};
  event.places = {{Span{25, 29}, "Wien", {}, {}, {}, {}, Stated::kStated}};
  event.time = EventTime{Span{9, 18}, {}, {}, {}, Stated::kStated};
  event.confidence = 0.914;
  r.events = {event};
  r.warnings = {"kurz"};
  return r;
}

TEST(Readable, ShowsEveryPartWithMarkedWords) {
  EXPECT_EQ(readable(record(), false),
            "Treffen in Wien\n"
            "2021-03-04 (date from: slug) · language de\n"
            "! kurz\n"
            "\n"
            "Events (1)\n"
            "  v1  actual · \"am Montag\" · Ada → Bo · CONSULT visit · Wien · the article says so · 91 % sure\n"
            "      [Ada] *traf* <am Montag> [Bo] in {Wien}.\n"
            "\n"
            "Quotations (0)\n"
            "\n"
            "Who is who (2)\n"
            "  e1  Ada · person · DEU · GOV · named once\n"
            "  e2  Bo · kind unknown · named 0 times\n"
            "\n"
            "Left out of the text (1)\n"
            "  share: Teilen\n");
}

TEST(Readable, WhatIsInferredSaysSo) {
  Record r = record();
  r.entities[0].how = EntityHow::kInferred;
  EXPECT_THAT(readable(r, false), HasSubstr("DEU · GOV · inferred from the article · named once\n"));
}

TEST(Readable, ColoursInPlaceOfMarks) {
  const std::string text = readable(record(), true);
  EXPECT_THAT(text, HasSubstr("\x1b["));
  EXPECT_THAT(text, Not(HasSubstr("*traf*")));
}

TEST(Readable, TheTextCannotSpeakToTheTerminal) {
  Record r = record();
  r.article.title = "Titel\x1b[2J\u009b3m";
  EXPECT_THAT(readable(r, false), HasSubstr("Titel [2J 3m\n"));
}

}  // namespace
}  // namespace depesche
