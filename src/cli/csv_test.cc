#include "cli/csv.h"

#include <gtest/gtest.h>

#include "base/csv_cell.h"

namespace depesche {
namespace {

Record record() {
  Record r;
  r.article.id = "00ff";
  r.article.title = "A, B";
  r.article.text = "Ada traf Bo und Cy.";
  r.sentences = {{0, 19}};
  r.entities = {{"e1", "Ada", {}, "DEU", "GOV", {}, {}, {}, EntityHow::kNone, {}, {}},
                {"e2", "Bo", {}, {}, {}, {}, {}, {}, EntityHow::kNone, {}, {}},
                {"e3", "Cy", {}, "FRA", {}, {}, {}, {}, EntityHow::kNone, {}, {}}};
  Event event;
  event.id = "v1";
  event.status = "actual";
  event.type = "CONSULT";
  event.trigger = {4, 8};
  event.actors = {{"e1", Span{0, 3}, Stated::kStated}};
  event.recipients = {{"e2", Span{9, 11}, Stated::kStated}, {"e3", Span{16, 18}, Stated::kStated}};
  event.confidence = 0.5;
  r.events = {event, event};
  r.events[1].places = {{Span{0, 3}, "Ada", {}, {}, {}, {}, Stated::kStated},
                        {Span{9, 11}, "Bo", {}, {}, {}, {}, Stated::kStated}};
  r.events[1].source = {Voucher::kAttributed, {"e3"}, {std::nullopt}, {}, {}};
  r.quotes = {
      {"q1", 0, "direct", Span{4, 8}, std::nullopt, Participant{"e1", Span{0, 3}, Stated::kStated}, std::nullopt, 0.25}};
  return r;
}

TEST(Csv, RowsRunParallelToTheHeader) {
  EXPECT_EQ(
      event_rows(record()),
      "\"\",00ff,,\"A, B\",,v1,actual,CONSULT,,,Ada,DEU,GOV,Bo; Cy,; FRA,,,,author,0.50,traf,Ada traf Bo und Cy.\n"
      "\"\",00ff,,\"A, B\",,v1,actual,CONSULT,,,Ada,DEU,GOV,Bo; Cy,; FRA,,Ada; Bo,,Cy,0.50,traf,Ada traf Bo und Cy.\n");
  EXPECT_EQ(quote_rows(record()), "\"\",00ff,,\"A, B\",,q1,direct,Ada,DEU,GOV,,,0.25,traf,Ada traf Bo und Cy.\n");
}

}  // namespace
}  // namespace depesche
