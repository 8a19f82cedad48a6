#include "resolve/resolve.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/utf8.h"

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Knowledge& knowledge() {
  static const auto loaded = Knowledge::load(DEPESCHE_SOURCE_DIR "/knowledge");
  if (!loaded) ADD_FAILURE() << loaded.error().message;
  return **loaded;
}

// An article whose text marks participants with [ ]: each is an actor of one act.
struct Marked {
  Document document;
  Reading reading;
};

Marked marked(std::string_view text, const char* language = "de") {
  Marked m;
  m.document.article.language = language;
  Act act;
  act.type = "CONSULT";
  act.status = "actual";
  std::vector<uint32_t> open;
  std::string& plain = m.document.article.text;
  for (const char c : text) {
    if (c == '[') {
      open.push_back(static_cast<uint32_t>(plain.size()));
    } else if (c == ']') {
      act.actors.push_back({open.back(), static_cast<uint32_t>(plain.size())});
      open.pop_back();
    } else {
      plain += c;
    }
  }
  m.reading.sentences = {{0, static_cast<uint32_t>(plain.size())}};
  m.reading.acts = {act};
  return m;
}

// The place of some words in the article; the first from `from` on.
Span at(const Marked& m, std::string_view words, size_t from = 0) {
  const auto begin = static_cast<uint32_t>(m.document.article.text.find(words, from));
  return {begin, begin + static_cast<uint32_t>(words.size())};
}

Record resolved(std::string_view text, const char* language = "de") {
  Marked m = marked(text, language);
  return resolve(std::move(m.document), m.reading, knowledge());
}

std::vector<std::string> actors(const Record& record) {
  std::vector<std::string> ids;
  for (const Participant& p : record.events.at(0).actors) ids.push_back(p.entity);
  return ids;
}

TEST(Resolve, OneEntityForEachDistinctName) {
  const struct {
    const char *text, *language;
    std::vector<std::string> ids;
  } cases[] = {
      {"[Ada Lund] traf [Bo Sand], und [Lund] ging.", "de", {"e1", "e2", "e1"}},
      {"[Lund] traf [Bo Sand]. [Ada Lund] ging.", "de", {"e1", "e2", "e1"}},
      {"[Ada Lund] und [Ole Lund] trafen [Lund].", "de", {"e1", "e2", "e3"}},
      {"[Ada Lunds] Büro rief [Lund] an, und [Ada Lund] kam.", "de", {"e1", "e1", "e1"}},
      {"[Ada Lund] met [Bo Sand]. [Lund's] party left.", "en", {"e1", "e2", "e1"}},
      {"[Frankreich] warnte [Frankreichs] Nachbarn.", "de", {"e1", "e1"}},
      {"[er] traf [er]", "de", {"e1", "e2"}},
      {"[Russland] und [Moskau]", "de", {"e1", "e1"}},
      {"[russische] Truppen in [Russland]", "de", {"e1", "e1"}},
      {"[Regierung von Lund] traf [Lund].", "de", {"e1", "e2"}},
      {"[Ministerin Lund] traf [Lund].", "de", {"e1", "e2"}},
      {"[Ada\n Lund] traf [Ada Lund].", "de", {"e1", "e1"}},
  };
  for (const auto& c : cases) EXPECT_EQ(actors(resolved(c.text, c.language)), c.ids) << c.text;
}

TEST(Resolve, CountryAndSectorComeFromTheTables) {
  const struct {
    const char *text, *language, *country, *sector, *actor;
  } cases[] = {
      {"[Frankreich] kam", "de", "FRA", "GOV", "state/FRA"},
      {"[Frankreichs] Heer", "de", "FRA", "GOV", "state/FRA"},
      {"[Paris] kam", "de", "FRA", "GOV", "state/FRA"},
      {"[Germany's] army", "en", "DEU", "GOV", "state/DEU"},
      {"[russische] Truppen", "de", "RUS", "GOV", "state/RUS"},
      {"[russischen Truppen]", "de", "RUS", "MIL", ""},
      {"[Franzosen] kamen", "de", "FRA", "", ""},
      {"[deutsch-russischen Beamten]", "de", "", "GOV", ""},
      {"[deutschen und russischen Beamten]", "de", "DEU", "GOV", ""},
      {"[NATO] kam", "de", "INT", "IGO", ""},
      {"[Ministerin] kam", "de", "", "GOV", ""},
      {"[Soldaten der Regierung] kamen", "de", "", "MIL", ""},
      {"[soldiers of the government] came", "en", "", "MIL", ""},
      {"[Ada Lund] kam", "de", "", "", ""},
      {"[Verein der Brückenfreunde] kam", "de", "", "", ""},
      {"[Regierung der Türkei] kam", "de", "TUR", "GOV", ""},
      {"[Parlament in Nuuk] kam", "de", "GRL", "LEG", ""},
      {"[Jamaica's prime minister] left", "en", "JAM", "GOV", ""},
      {"[police] in Lima came", "en", "PER", "COP", ""},
      {"Denmark's [parliament] met", "en", "DNK", "LEG", ""},
      {"[US-Truppen] kamen", "de", "USA", "MIL", ""},
      {"[Landespolizei] kam", "de", "", "COP", ""},
      {"[Regierungssprecherin] kam", "de", "", "GOV", ""},
      {"[Mitarbeiter der Polizei] kamen", "de", "", "COP", ""},
      {"[opposition supporters] came", "en", "", "OPP", ""},
      {"[deputy prime minister] came", "en", "", "GOV", ""},
      {"[Police] came", "en", "", "COP", ""},
      {"[spokesman of the NATO] came", "en", "INT", "IGO", ""},
      {"[56 people] came", "en", "", "CVL", ""},
  };
  for (const auto& c : cases) {
    const Entity entity = resolved(c.text, c.language).entities.at(0);
    EXPECT_EQ(entity.country.value_or(""), c.country) << c.text;
    EXPECT_EQ(entity.sector.value_or(""), c.sector) << c.text;
    EXPECT_EQ(entity.actor.value_or(""), c.actor) << c.text;
  }
}

TEST(Resolve, OfficeHoldersAreLookedUpAsOfTheArticlesDate) {
  Marked m = marked("[Angela Merkel] kam");
  m.document.article.published = {"2019-05-01", DatePrecision::kDay, DateOrigin::kGiven};
  const Entity in_office = resolve(m.document, m.reading, knowledge()).entities.at(0);
  EXPECT_EQ(in_office.country, "DEU");
  EXPECT_EQ(in_office.type, EntityType::kPerson);
  EXPECT_EQ(in_office.how, EntityHow::kKnowledge);
  m.document.article.published = {};
  EXPECT_EQ(resolve(m.document, m.reading, knowledge()).entities.at(0).country, "DEU");
}

TEST(Resolve, EntitiesBearTheirCanonicalName) {
  const struct {
    const char *text, *language, *name;
  } cases[] = {
      {"[russische] Truppen", "de", "Russland"}, {"[Frankreichs] Heer", "de", "Frankreich"},
      {"[Moskau] kam", "en", "Russia"},          {"[Angela Merkels] Amt", "de", "Angela Merkel"},
      {"[Ada Lund] kam", "de", "Ada Lund"},
  };
  for (const auto& c : cases) EXPECT_EQ(resolved(c.text, c.language).entities.at(0).name, c.name) << c.text;
}

TEST(Resolve, MentionsTellTheirForm) {
  const struct {
    const char* text;
    MentionForm form;
  } cases[] = {
      {"[Ada Lund] kam", MentionForm::kName},        {"[sie] kam", MentionForm::kPronoun},
      {"[die] kam", MentionForm::kPronoun},          {"[russische] Truppen", MentionForm::kAdjective},
      {"[neue Ministerin] kam", MentionForm::kRole}, {"[Frankreich] kam", MentionForm::kName},
  };
  for (const auto& c : cases) EXPECT_EQ(resolved(c.text).entities.at(0).mentions.at(0).form, c.form) << c.text;
}

TEST(Resolve, FurtherMentionsOfAnEntityAreKeptAndOthersAreNot) {
  Marked m = marked("[Ada Lund] kam. Ada Lund sprach mit Bo Sand.");
  m.reading.participants = {{at(m, "Ada Lund"), {}}, {at(m, "Ada Lund", 5), {}}, {at(m, "Bo Sand"), {}}};
  const Record record = resolve(m.document, m.reading, knowledge());
  ASSERT_EQ(record.entities.size(), 1u);
  EXPECT_EQ(record.entities[0].mentions.size(), 2u);
}

TEST(Resolve, AnActInsideAQuotationIsItsSpeakersWord) {
  Marked m = marked("[Ada Lund] sagte, [Bo Sand] habe gedroht.");
  Act& act = m.reading.acts[0];
  const Span speaker = act.actors[0];
  act.actors = {act.actors[1]};
  act.trigger = at(m, "gedroht");
  Quotation quotation;
  quotation.type = "indirect";
  quotation.content = at(m, "Bo Sand habe gedroht");
  quotation.cue = at(m, "sagte");
  quotation.speaker = speaker;
  m.reading.quotations = {quotation};

  const EventSource attributed = resolve(m.document, m.reading, knowledge()).events.at(0).source;
  EXPECT_EQ(attributed.by, Voucher::kAttributed);
  EXPECT_THAT(attributed.chain, ElementsAre("e1"));
  EXPECT_THAT(attributed.spans, ElementsAre(speaker));
  EXPECT_EQ(attributed.cue, at(m, "sagte"));
  EXPECT_EQ(attributed.quote, "q1");

  m.reading.quotations[0].speaker.reset();
  const EventSource unnamed = resolve(m.document, m.reading, knowledge()).events.at(0).source;
  EXPECT_EQ(unnamed.by, Voucher::kAttributed);
  EXPECT_THAT(unnamed.chain, IsEmpty());

  m.reading.acts[0].trigger = at(m, "sagte");
  EXPECT_EQ(resolve(m.document, m.reading, knowledge()).events.at(0).source, EventSource{});
}

const Entity* entity_of(const Record& record, Span span) {
  for (const Entity& entity : record.entities) {
    for (const Mention& mention : entity.mentions) {
      if (mention.span == span) return &entity;
    }
  }
  return nullptr;
}

TEST(Resolve, NamesAreEntitiesOfTheirKind) {
  Marked m = marked("In Peking traf [Jordan Lund] Leute der Firma Brandt. [Russland] und [Fans] schwiegen zum Lundgesetz.");
  m.reading.names = {{{at(m, "Peking"), "place"},
                      {at(m, "Jordan Lund"), "person"},
                      {at(m, "Brandt"), "organisation"},
                      {at(m, "Russland"), "place"},
                      {at(m, "Lundgesetz"), "other"}}};
  const Record record = resolve(m.document, m.reading, knowledge());
  const auto type_of = [&](std::string_view words) {
    const Entity* entity = entity_of(record, at(m, words));
    return entity ? entity->type : std::nullopt;
  };
  EXPECT_EQ(type_of("Peking"), EntityType::kPlace);  // a city where something happens is not the state
  EXPECT_EQ(type_of("Jordan Lund"), EntityType::kPerson);
  EXPECT_EQ(type_of("Brandt"), EntityType::kOrganisation);
  EXPECT_EQ(type_of("Russland"), EntityType::kState);
  EXPECT_EQ(entity_of(record, at(m, "Lundgesetz")), nullptr);
  EXPECT_EQ(entity_of(record, at(m, "Fans"))->mentions[0].form, MentionForm::kRole);  // a capital alone makes no German name
}

TEST(Resolve, WhatTheReaderTakesForAPersonIsNotAState) {
  Marked m = marked("[Jordan] kam nach [Jordan].", "en");
  const Span man = m.reading.acts[0].actors[0], state = m.reading.acts[0].actors[1];
  m.reading.names = {{{man, "person"}, {state, "place"}}};
  const Record record = resolve(m.document, m.reading, knowledge());
  EXPECT_EQ(entity_of(record, man)->type, EntityType::kPerson);
  EXPECT_EQ(entity_of(record, state)->country, "JOR");
}

TEST(Resolve, AntecedentsJoinPronounsAndNounsNotNames) {
  const struct {
    const char *text, *later;
    bool joined;
  } cases[] = {
      {"[Ada Lund] ging, [sie] kam", "sie", true},
      {"[Ada Lund] ging, [Ministerin] kam", "Ministerin", true},
      {"[Ada Lund] ging, [Bo Sand] kam", "Bo Sand", false},
      {"[Ada Lund] ging, [Russland] kam", "Russland", false},
  };
  for (const auto& c : cases) {
    Marked m = marked(c.text);
    m.reading.antecedents_marked = true;
    m.reading.names = {{{at(m, "Ada Lund"), "person"}}};
    if (!c.joined) m.reading.names->push_back({at(m, c.later), *c.later == 'B' ? "person" : "place"});
    m.reading.participants = {{at(m, "Ada Lund"), {}}, {at(m, c.later), at(m, "Lund")}};
    const Record record = resolve(m.document, m.reading, knowledge());
    EXPECT_EQ(record.entities.size(), c.joined ? 1u : 2u) << c.text;
    EXPECT_EQ(record.entities[0].name, "Ada Lund") << c.text;
  }
}

TEST(Resolve, APhraseThatEndsWithAPersonsNameMeansThem) {
  Marked m = marked("[Ministerin Ada Lund] kam; [Lund] ging.");
  m.reading.names = {{{at(m, "Ada Lund"), "person"}, {at(m, "Lund", 20), "person"}}};
  const Record record = resolve(m.document, m.reading, knowledge());
  ASSERT_EQ(record.entities.size(), 1u);
  EXPECT_EQ(record.entities[0].name, "Ada Lund");
  EXPECT_EQ(record.entities[0].sector, "GOV");  // from the phrase
  EXPECT_EQ(record.entities[0].mentions.size(), 3u);
}

TEST(Resolve, WhoIsMeantButNotSaidTakesPart) {
  Marked m = marked("[Ada Lund] kam. Bo Sand sei bedroht worden.");
  m.reading.antecedents_marked = true;
  m.reading.participants = {{at(m, "Ada Lund"), {}}, {at(m, "Bo Sand"), {}}};
  Act& act = m.reading.acts[0];
  act.trigger = at(m, "bedroht");
  act.meant_recipient = at(m, "Sand");
  act.meant_actor = at(m, "Lund");  // said already
  Quotation quotation;
  quotation.type = "free";
  quotation.content = at(m, "Bo Sand sei bedroht worden");
  quotation.meant_speaker = at(m, "Ada");
  m.reading.quotations = {quotation};

  const Record record = resolve(m.document, m.reading, knowledge());
  const Event& event = record.events.at(0);
  EXPECT_EQ(event.actors.size(), 1u);
  EXPECT_THAT(event.recipients, ElementsAre(Participant{"e2", std::nullopt, Stated::kImplied}));
  EXPECT_EQ(record.quotes.at(0).speaker, (Participant{"e1", std::nullopt, Stated::kImplied}));
  EXPECT_EQ(event.source, EventSource{});  // the reader says nobody else vouches for it

  act.source = at(m, "Ada");
  const EventSource source = resolve(m.document, m.reading, knowledge()).events.at(0).source;
  EXPECT_EQ(source.by, Voucher::kAttributed);
  EXPECT_THAT(source.chain, ElementsAre("e1"));
  EXPECT_EQ(source.quote, "q1");

  act.source = at(m, "kam");  // no mention stands there
  EXPECT_EQ(resolve(m.document, m.reading, knowledge()).events.at(0).source, EventSource{});
}

TEST(Resolve, WhoeverSpokeLastGoesOnSpeaking) {
  const struct {
    const char *types[3], *speakers[3];  // "" none of its own
    uint32_t sentences[3];
    const char* expected[3];
  } cases[] = {
      {{"indirect", "free", "free"}, {"Lund", "", ""}, {0, 1, 2}, {"Lund", "Lund", "Lund"}},
      {{"direct", "direct", "free"}, {"", "Lund", ""}, {0, 1, 2}, {"Lund", "Lund", "Lund"}},
      {{"direct", "direct", "direct"}, {"Lund", "Sand", ""}, {0, 1, 2}, {"Lund", "Sand", "Sand"}},
      {{"direct", "free", "free"}, {"Lund", "", ""}, {0, 2, 3}, {"Lund", "", ""}},      // a sentence between them
      {{"direct", "indirect", "free"}, {"Lund", "", ""}, {0, 1, 2}, {"Lund", "", ""}},  // has a cue of its own
      {{"free", "direct", "free"}, {"", "Lund", "Sand"}, {0, 1, 2}, {"", "Lund", "Sand"}},
  };
  for (const auto& c : cases) {
    Marked m = marked("[Lund] [Sand] kamen.");
    for (int i = 0; i < 3; ++i) {
      Quotation quotation;
      quotation.type = c.types[i];
      quotation.sentence = c.sentences[i];
      quotation.content = at(m, "kamen");
      if (*c.speakers[i]) quotation.speaker = at(m, c.speakers[i]);
      m.reading.quotations.push_back(quotation);
    }
    const Record record = resolve(m.document, m.reading, knowledge());
    for (size_t i = 0; i < 3; ++i) {
      const auto& speaker = record.quotes.at(i).speaker;
      const std::string name = !speaker ? "" : speaker->entity == "e1" ? "Lund" : "Sand";
      EXPECT_EQ(name, c.expected[i]) << c.types[0] << ' ' << c.types[1] << ' ' << c.types[2] << ' ' << i;
    }
  }
}

TEST(Resolve, CodesFollowTypeAndMode) {
  const struct {
    const char *type, *mode, *cameo;
    int quad;
    double goldstein;
  } cases[] = {
      {"CONSULT", "visit", "042", 1, 1.9},      {"CONSULT", "", "040", 1, 1.0},
      {"RETREAT", "withdraw", "0874", 2, 10.0}, {"REJECT", "no-such-mode", "120", 3, -4.0},
      {"ASSAULT", "aerial", "195", 4, -10.0},
  };
  for (const auto& c : cases) {
    const auto mode = *c.mode ? std::optional<std::string>(c.mode) : std::nullopt;
    const Codes expected{c.type, c.cameo, c.quad, c.goldstein};
    EXPECT_EQ(knowledge().codes(c.type, mode), expected) << c.type << c.mode;
  }
  EXPECT_EQ(knowledge().codes("DANCE", std::nullopt), (Codes{"DANCE", {}, {}, {}}));
}

TEST(Knowledge, SaysWhatIsWrongWithAFolder) {
  const auto missing = Knowledge::load("/no/such/folder");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(missing.error().message, testing::HasSubstr("/no/such/folder/countries.tsv"));
}

}  // namespace
}  // namespace depesche
