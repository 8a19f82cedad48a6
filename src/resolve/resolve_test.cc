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
      m.reading.participants.push_back({act.actors.back(), std::nullopt});
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

// Nobody takes part in an act twice.
Marked with_an_act_each(Marked m) {
  const Act all = m.reading.acts.at(0);
  m.reading.acts.clear();
  for (const Span actor : all.actors) m.reading.acts.emplace_back(all).actors = {actor};
  return m;
}

Record resolved(std::string_view text, const char* language = "de") {
  Marked m = with_an_act_each(marked(text, language));
  return resolve(std::move(m.document), m.reading, knowledge());
}

std::vector<std::string> actors(const Record& record) {
  std::vector<std::string> ids;
  for (const Event& event : record.events) ids.push_back(event.actors.at(0).entity);
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
      {"[NATO] kam", "de", "INT", "IGO", "organisation/nordatlantikpakt"},
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
      {"[US-Truppen] kamen", "de", "USA", "MIL", "organisation/us-streitkrafte"},
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

TEST(Resolve, NounsForRolesAreNoPersonsNames) {
  const struct {
    const char *text, *language;
    MentionForm form;
  } cases[] = {
      {"The [prime minister] came.", "en", MentionForm::kRole}, {"Die [Kanzlerin] kam.", "de", MentionForm::kRole},
      {"Dann kam [sie].", "de", MentionForm::kPronoun},         {"[Ada Lund] kam.", "de", MentionForm::kName},
      {"[Hans Richter] kam.", "de", MentionForm::kName},
  };
  for (const auto& c : cases) {
    Marked m = marked(c.text, c.language);
    m.reading.names = {{{m.reading.acts[0].actors[0], "person"}}};
    EXPECT_EQ(resolve(m.document, m.reading, knowledge()).entities.at(0).mentions.at(0).form, c.form) << c.text;
  }
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

TEST(Resolve, APronounMeansThePersonWhoActedLastWhereTheReaderDoesNotSay) {
  const struct {
    const char *text, *language, *pronoun;
    bool joined;
  } cases[] = {
      {"[Ada Lund] kam. Dann ging [sie].", "de", "sie", true},
      {"[Ada Lund] kam. Dann gingen [sie].", "de", "sie", false},  // several
      {"[Ada Lund] kam. [Sie] seien müde.", "de", "Sie", false},   // several
      {"[Ada Lund] kam. Es war spät. Dann ging [er].", "de", "er", true},
      {"[Ada Lund] kam. So. Ja. Nun. Dann ging [er].", "de", "er", false},  // too far
      {"[Ada Lund] left. Then [he] came.", "en", "he", true},
      {"[Ada Lund] left. Then [they] came.", "en", "they", false},
      {"Then [he] came. [Ada Lund] left.", "en", "he", false},
  };
  for (const auto& c : cases) {
    Marked m = marked(c.text, c.language);
    const std::string& text = m.document.article.text;
    m.reading.sentences.clear();
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = text.find('.', begin) + 1;
      m.reading.sentences.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      begin = end + 1;
    }
    m.reading.antecedents_marked = true;
    m.reading.names = {
        {{at(m, "Ada Lund"), "person"}, {at(m, c.pronoun), "person"}}};  // a pronoun is no name, whatever it says
    const Record record = resolve(m.document, m.reading, knowledge());
    EXPECT_EQ(record.entities.size(), c.joined ? 1u : 2u) << c.text;
  }
}

TEST(Resolve, TitlesAndAppositionsTellCountrySectorAndRole) {
  const struct {
    const char *text, *language, *country, *sector, *role;
  } cases[] = {
      {"Die dänische Außenministerin [Ada Lund] kam.", "de", "DNK", "GOV", "dänische Außenministerin"},
      {"Denmark's foreign minister, [Ada Lund], came.", "en", "DNK", "GOV", "Denmark's foreign minister"},
      {"[Ada Lund], the Danish minister, came.", "en", "DNK", "GOV", "the Danish minister"},
      {"[Ada Lund] of the Danish police came.", "en", "", "COP", "the Danish police"},
      {"Der Sprecher der Polizei, [Ada Lund], kam.", "de", "", "COP", "Sprecher der Polizei"},
      {"[Ada Lund] und die Ministerin kamen.", "de", "", "", ""},
      {"Den Richter bat [Ada Lund] um Geduld.", "de", "", "", ""},
  };
  for (const auto& c : cases) {
    Marked m = marked(c.text, c.language);
    m.reading.names = {{{at(m, "Ada Lund"), "person"}}};
    const Entity entity = resolve(m.document, m.reading, knowledge()).entities.at(0);
    if (*c.country) {
      EXPECT_EQ(entity.country.value_or(""), c.country) << c.text;
      EXPECT_EQ(entity.how, EntityHow::kText) << c.text;
    }
    EXPECT_EQ(entity.sector.value_or(""), c.sector) << c.text;
    EXPECT_EQ(entity.role.value_or(""), c.role) << c.text;
  }
}

TEST(Resolve, WhatTheArticleIsAboutIsInferredNotStated) {
  const Record record =
      resolved("In Peru streiken die Lehrer. Die peruanische Hauptstadt stand still. [Ada Lund] kam aus Chile.");
  EXPECT_EQ(record.entities.at(0).country, "PER");
  EXPECT_EQ(record.entities.at(0).how, EntityHow::kInferred);
  EXPECT_GT(record.entities.at(0).confidence.value_or(0), 0.5);
  EXPECT_LT(record.entities.at(0).confidence.value_or(1), 1);
}

TEST(Resolve, PlacesAreThoseOfTheCountriesThatTheArticleNames) {
  const struct {
    const char *text, *place, *country, *precision;
    bool located;
  } cases[] = {
      {"[Ada Lund] kam nach Lima in Peru.", "Lima", "PER", "city", true},
      {"[Ada Lund] kam nach Peru.", "Peru", "PER", "country", false},
      {"[Ada Lund] kam nach Valencia. Spanien schwieg.", "Valencia", "ESP", "city", true},
      {"[Ada Lund] kam nach Valencia. Venezuela schwieg.", "Valencia", "VEN", "city", true},
      {"[Ada Lund] kam nach Quornau.", "Quornau", "", "", false},
  };
  for (const auto& c : cases) {
    Marked m = marked(c.text);
    m.reading.acts[0].places = {at(m, c.place)};
    const EventPlace place = resolve(m.document, m.reading, knowledge()).events.at(0).places.at(0);
    EXPECT_EQ(place.name, c.place) << c.text;
    EXPECT_EQ(place.country.value_or(""), c.country) << c.text;
    EXPECT_EQ(place.precision.value_or(""), c.precision) << c.text;
    EXPECT_EQ(place.lat.has_value(), c.located) << c.text;
  }
}

TEST(Resolve, WhoActsForABodyOfSeveralStatesIsOfNone) {
  Marked m = marked("[Beobachter] lobten Peru.");
  m.reading.participants = {{at(m, "Beobachter"), {}, Guess{"group", 0.9}, Guess{"IGO", 0.9}}};
  EXPECT_EQ(resolve(m.document, m.reading, knowledge()).entities.at(0).country, "INT");
  m.reading.participants[0].sector = Guess{"CVL", 0.9};
  EXPECT_EQ(resolve(m.document, m.reading, knowledge()).entities.at(0).country, "PER");
}

TEST(Resolve, EventsTakeTheirTimeFromTheExpressionInTheWordsMarked) {
  const struct {
    const char *text, *words, *value, *begin, *end;
  } cases[] = {
      {"[Lund] kam am Donnerstag.", "am Donnerstag", "2013-05-09", "2013-05-09", "2013-05-09"},
      {"[Lund] kam am Montagabend.", "am Montagabend", "2013-05-13", "2013-05-13", "2013-05-13"},
      {"[Lund] kam am Montag um 8 Uhr.", "am Montag um 8 Uhr", "2013-05-13T08", "2013-05-13", "2013-05-13"},
      {"[Lund] kam vergangene Woche.", "vergangene Woche", "2013-W19", "2013-05-06", "2013-05-12"},
      {"[Lund] kam am vergangenen Wochenende.", "am vergangenen Wochenende", "2013-W19", "2013-05-11", "2013-05-12"},
      {"[Lund] kam vom 3. bis 5. Mai.", "vom 3. bis 5. Mai", "2013-05-03", "2013-05-03", "2013-05-05"},
      {"[Lund] kam im dritten Quartal 2012.", "im dritten Quartal 2012", "2012", "2012-07-01", "2012-09-30"},
      {"[Lund] kam in den 1990er Jahren.", "in den 1990er Jahren", "", "1990-01-01", "1999-12-31"},
      {"[Lund] kam zwei Stunden lang.", "zwei Stunden", "", "", ""},
  };
  for (const auto& c : cases) {
    Marked m = marked(c.text);
    m.document.article.published = {"2013-05-14", DatePrecision::kDay, DateOrigin::kGiven};
    m.reading.acts[0].times = {at(m, c.words)};
    const Record record = resolve(m.document, m.reading, knowledge());
    const EventTime time = record.events.at(0).time.value();
    EXPECT_EQ(time.span, at(m, c.words)) << c.text;
    EXPECT_EQ(time.value.value_or(""), c.value) << c.text;
    EXPECT_EQ(time.begin.value_or(""), c.begin) << c.text;
    EXPECT_EQ(time.end.value_or(""), c.end) << c.text;
    EXPECT_FALSE(record.times.empty()) << c.text;
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
  act.type = "THREATEN";
  act.status = "actual";
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
  EXPECT_EQ(event.source, EventSource{});  // the speaker does it by speaking, and the reader says nobody else vouches for it

  act.source = at(m, "Ada");
  const EventSource source = resolve(m.document, m.reading, knowledge()).events.at(0).source;
  EXPECT_EQ(source.by, Voucher::kAttributed);
  EXPECT_THAT(source.chain, ElementsAre("e1"));
  EXPECT_EQ(source.quote, "q1");

  act.source = at(m, "Bo Sand");  // the quotation's speaker is surer
  EXPECT_THAT(resolve(m.document, m.reading, knowledge()).events.at(0).source.chain, ElementsAre("e1"));
  m.reading.quotations.clear();
  EXPECT_THAT(resolve(m.document, m.reading, knowledge()).events.at(0).source.chain, ElementsAre("e2"));

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
      if (quotation.type == "indirect") quotation.cue = at(m, "kamen");
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

TEST(Resolve, WhatSomebodyDidNotMentionIsAnOmission) {
  const struct {
    const char *text, *language, *content, *cue;  // the speaker in [ ]; content "": none
  } cases[] = {
      {"[Lund] erwähnte die Ukraine nicht ausdrücklich.", "de", "die Ukraine", "erwähnte"},
      {"Die Verhaftungen erwähnte [Lund] nicht.", "de", "Die Verhaftungen", "erwähnte"},
      {"Die Wahl, lange ein Ziel von [Lund], erwähnte er mit keinem Wort.", "de", "Die Wahl", "erwähnte"},
      {"[Lund] ging auch am Montag nicht auf die Vorwürfe ein.", "de", "die Vorwürfe", "ging"},
      {"[Lund] ging nicht auf die Vorwürfe ein.", "de", "die Vorwürfe", "ging"},
      {"Auf die Vorwürfe aus Peru ging [Lund] am Montag nicht ein.", "de", "die Vorwürfe aus Peru", "ging"},
      {"[Lund] hat den Streit mit keinem Wort erwähnt.", "de", "den Streit", "erwähnt"},
      {"In der Rede ließ [Lund] den Streit unerwähnt.", "de", "den Streit", "ließ"},
      {"[Lund] verlor kein Wort über den Streit, lobte aber Sand.", "de", "den Streit", "verlor"},
      {"[Lund] made no mention of the arrests.", "en", "the arrests", "made no mention"},
      {"[Lund] did not explicitly mention the talks but thanked Sand.", "en", "the talks", "did not explicitly mention"},
      {"[Lund] said nothing about the strike.", "en", "the strike", "said nothing about"},
      {"[Lund] mentioned the talks.", "en", "", ""},
      {"[Lund] erwähnte die Ukraine.", "de", "", ""},
  };
  for (const auto& c : cases) {
    const Record record = resolved(c.text, c.language);
    ASSERT_EQ(record.quotes.size(), *c.content ? 1u : 0u) << c.text;
    if (!*c.content) continue;
    const Quote& quote = record.quotes[0];
    EXPECT_EQ(quote.type, "omission");
    EXPECT_EQ(quote.content.of(record.article.text), c.content);
    EXPECT_EQ(quote.cue->of(record.article.text), c.cue);
    EXPECT_EQ(quote.speaker ? quote.speaker->entity : "e1", "e1") << c.text;
  }
}

TEST(Resolve, ReportedSpeechWithoutACueGoesOn) {
  Marked m = marked("[Lund] sprach. Der Plan sei gut.");
  for (const char* words : {"sprach", "Der Plan sei gut"}) {
    Quotation quotation;
    quotation.type = "indirect";
    quotation.content = at(m, words);
    m.reading.quotations.push_back(quotation);
  }
  m.reading.quotations[0].speaker = at(m, "Lund");
  const Record record = resolve(m.document, m.reading, knowledge());
  ASSERT_TRUE(record.quotes.at(1).speaker);
  EXPECT_EQ(record.quotes[1].speaker->entity, "e1");
}

// Actors are in [ ]; participants that are names of persons are marked as such.
std::vector<std::string> named_in(std::string_view text, const char* language, const char* date,
                                  const std::vector<std::string>& persons) {
  Marked m = with_an_act_each(marked(text, language));
  m.document.article.published.value = date;
  m.reading.names.emplace();
  for (const std::string& person : persons) m.reading.names->push_back(NameMention{at(m, person), "person"});
  const Record record = resolve(std::move(m.document), m.reading, knowledge());
  std::vector<std::string> names;
  for (const std::string& id : actors(record)) {
    for (const Entity& entity : record.entities)
      if (entity.id == id) names.push_back(entity.name);
  }
  return names;
}

TEST(Resolve, AnOfficeMeansWhoHeldItThen) {
  const struct {
    const char *text, *language, *date;
    std::vector<std::string> persons, names;
  } cases[] = {
      {"Der [russische Präsident] reiste ab.", "de", "2022-09-19", {}, {"Wladimir Putin"}},
      {"Der [russische Präsident] reiste ab.", "de", "2010-03-01", {}, {"Dmitri Medwedew"}},
      {"Der [russische Präsident] reiste ab.", "de", "1995-03-01", {}, {"Boris Jelzin"}},
      {"The [president of Russia] left.", "en", "2010-03-01", {}, {"Dmitry Medvedev"}},
      {"Russia's [president] left.", "en", "2022-03-01", {}, {"Vladimir Putin"}},
      {"Die [deutsche Bundeskanzlerin] kam an.", "de", "2019-05-02", {}, {"Angela Merkel"}},
      {"Der [deutsche Bundeskanzler] kam an.", "de", "2023-05-02", {}, {"Olaf Scholz"}},
      {"Deutschlands [Bundeskanzlerin] kam an.", "de", "2023-05-02", {}, {"Bundeskanzlerin"}},
      // Of the article's own before the tables'.
      {"Präsident [Ivo Tarn] aus Russland kam an. Der [russische Präsident] blieb.",
       "de",
       "2022-09-19",
       {"Ivo Tarn"},
       {"Ivo Tarn", "Ivo Tarn"}},
      {"Ministerin [Ada Lund] sprach. Minister [Bo Sand] hörte zu. Die [Ministerin] ging.",
       "de",
       "2022-09-19",
       {"Ada Lund", "Bo Sand"},
       {"Ada Lund", "Bo Sand", "Ada Lund"}},
      {"Außenminister [Bo Sand] sprach. Danach ging der [Minister].",
       "de",
       "2022-09-19",
       {"Bo Sand"},
       {"Bo Sand", "Bo Sand"}},
      {"[Ada Lund], the Danish foreign minister, spoke. The [foreign minister of Peru] left.",
       "en",
       "2032-09-19",
       {"Ada Lund"},
       {"Ada Lund", "foreign minister of Peru"}},
      // By the surname.
      {"Präsident [Putin] kam an.", "de", "2022-09-19", {"Putin"}, {"Wladimir Putin"}},
      {"Russlands Präsident [Medwedew] kam an.", "de", "2010-09-19", {"Medwedew"}, {"Dmitri Medwedew"}},
      {"[Merkel] reiste durch Deutschland.", "de", "2012-09-19", {"Merkel"}, {"Angela Merkel"}},
      {"[Merkel] reiste durch Peru.", "de", "2012-09-19", {"Merkel"}, {"Merkel"}},
      {"[Ole Merkel] reiste durch Deutschland, und [Merkel] blieb.",
       "de",
       "2012-09-19",
       {"Ole Merkel"},
       {"Ole Merkel", "Ole Merkel"}},
      // Nobody: any, a former, several; a day on which the office changed hands; no date; out of reach.
      {"Ein [russischer Präsident] reist viel.", "de", "2022-09-19", {}, {"russischer Präsident"}},
      {"Der [frühere russische Präsident] kam an.", "de", "2022-09-19", {}, {"früherer russischer Präsident"}},
      {"The [former Russian president] came.", "en", "2022-09-19", {}, {"former Russian president"}},
      {"Die [deutschen Bundeskanzler] kamen an.", "de", "2023-05-02", {}, {"deutsche Bundeskanzler"}},
      {"Der [deutsche Bundeskanzler] kam an.", "de", "2025-05-06", {}, {"deutscher Bundeskanzler"}},
      {"Der [russische Präsident] reiste ab.", "de", "2022", {}, {"russischer Präsident"}},
      {"Der [russische Präsident] reiste ab.", "de", "1890-01-01", {}, {"russischer Präsident"}},
      {"Der [Präsident] reiste ab.", "de", "2022-09-19", {}, {"Präsident"}},
  };
  for (const auto& c : cases) EXPECT_EQ(named_in(c.text, c.language, c.date, c.persons), c.names) << c.text << " " << c.date;
}

}  // namespace
}  // namespace depesche
