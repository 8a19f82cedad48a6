#include "clean/junk.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <optional>

namespace depesche {
namespace {

using enum RemovedWhy;

TEST(Junk, RulesAreWellFormed) {
  for (const JunkRule& rule : junk_rules()) {
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 pattern(rule.pattern, options);
    EXPECT_TRUE(pattern.ok()) << pattern.error() << " in " << rule.pattern;
    EXPECT_FALSE(RE2::FullMatch("", pattern)) << rule.pattern;
    EXPECT_GT(rule.max_bytes, 0u);
  }
  EXPECT_NE(find_junk_rule("Teilen", false, false), nullptr);  // all together can be used
}

struct Case {
  const char* line;
  std::optional<RemovedWhy> why;  // none: stays
  bool at_edge = false;
  bool in_form = false;
};

const Case kCases[] = {
    // Comment forms
    {"Schreibe einen Kommentar", kCommentForm},
    {"Schreiben Sie einen Kommentar", kCommentForm},
    {"Kommentar hinterlassen", kCommentForm},
    {"Antwort abbrechen", kCommentForm},
    {"Schreibe einen Kommentar Antworten abbrechen", kCommentForm},
    {"Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert", kCommentForm},
    {"Leave a Reply", kCommentForm},
    {"Leave a reply to Jo Cancel reply", kCommentForm},
    {"Post a comment", kCommentForm},
    {"3 Kommentare", kCommentForm},
    {"No comments", kCommentForm},
    {"You must be logged in to post a comment.", kCommentForm},
    {"Name *", kCommentForm, false, true},
    {"E-Mail *", kCommentForm, false, true},
    {"Website", kCommentForm, false, true},
    {"Save my name, email, and website in this browser for the next time I comment.", kCommentForm, false, true},
    {"Name", std::nullopt},
    {"Website", std::nullopt},
    {"Comments", kCommentForm, true},
    {"Comments", std::nullopt},
    {"Der Minister schrieb einen Kommentar zu dem Gesetz", std::nullopt},
    {"Kein Kommentar, sagte der Sprecher.", std::nullopt},
    {"Leave a village and you leave its debts.", std::nullopt},
    // Sharing
    {"Teilen", kShare},
    {"Auf Facebook teilen", kShare},
    {"Share on X", kShare},
    {"Share this article", kShare},
    {"Tweet", kShare},
    {"Drucken", kShare},
    {"Print this article", kShare},
    {"E-Mail", kShare},
    {"WhatsApp", kShare},
    {"Facebook Twitter WhatsApp E-Mail", kShare},
    {"Link kopieren", kShare},
    {"Folgen Sie uns auf Facebook", kShare},
    {"Teilen heißt herrschen", std::nullopt},
    {"Share prices fall again", std::nullopt},
    {"Facebook sperrt Konto des Ministers", std::nullopt},
    {"Print is dead, says publisher", std::nullopt},
    {"Like father, like son", std::nullopt},
    // Newsletters, consent
    {"Newsletter", kNewsletter},
    {"Jetzt den Newsletter abonnieren", kNewsletter},
    {"Melden Sie sich hier für unseren kostenlosen Newsletter an.", kNewsletter},
    {"Sign up for our daily newsletter", kNewsletter},
    {"Get the day's stories in your inbox", kNewsletter},
    {"Wir verwenden Cookies, um Inhalte zu personalisieren.", kCookie},
    {"We use cookies to improve your experience.", kCookie},
    {"Alle akzeptieren", kCookie},
    {"Bitte deaktivieren Sie Ihren Adblocker.", kCookie},
    {"Die Partei verschickte ihren Newsletter am Montag an 3000 Mitglieder.", std::nullopt},
    {"Cookies und Kuchen gab es für alle", std::nullopt},
    // Advertisements, pay walls, service
    {"Anzeige", kOther},
    {"- Anzeige -", kOther},
    {"ADVERTISEMENT", kOther},
    {"Werbung", kOther},
    {"Story continues below", kOther},
    {"Jetzt abonnieren", kOther},
    {"Already a subscriber? Log in", kOther},
    {"© 2022 Bote von Kirchau", kOther},
    {"All rights reserved.", kOther},
    {"Alle Rechte vorbehalten", kOther},
    {"Impressum", kOther},
    {"***", kOther},
    {"# # #", kOther},
    {"https://bote.example/politik/123", kOther},
    {"Anzeige gegen Unbekannt", std::nullopt},
    {"Werbung für das Gesetz machte niemand.", std::nullopt},
    {"Ende", kOther, true},
    {"Ende", std::nullopt},
    // Tags
    {"abc-de-3", kTag},
    {"topic-12-en-4", kTag},
    {"#politik #eu", kTag},
    {"Tags: Wahl, Kirchau", kTag},
    {"Schlagwörter: Wahl", kTag},
    {"Themen: Klima, Verkehr", kTag},
    {"Filed under: elections", kTag},
    {"Themen: Es ging um Klima und Verkehr.", std::nullopt},
    {"Covid-Regeln fallen", std::nullopt},
    // Pictures
    {"Foto: Anna Beispiel/dpa", kCredit},
    {"(Foto: dpa)", kCredit},
    {"Bildquelle: Stadt Kirchau", kCredit},
    {"Image credit: Jo Sample", kCredit},
    {"© Anna Beispiel", kCredit},
    {"imago images / Muster", kCredit},
    {"AP Photo/Jo Sample", kCredit},
    {"Getty Images", kCredit},
    {"File photo", kCredit},
    {"Die Brücke am Montag. Foto: Anna Beispiel", kCaption},
    {"Die Brücke am Montag © Anna Beispiel", kCaption},
    {"The bridge on Monday (AP Photo/Jo Sample)", kCaption},
    {"The bridge on Monday / Getty Images", kCaption},
    {"Das Foto zeigt den Minister am Fluss.", std::nullopt},
    {"Nach Angaben der Agentur AP", std::nullopt},
    {"Ein Bild der Verwüstung", std::nullopt},
    {"Reuters berichtet über die Wahl", std::nullopt},
    // Teasers
    {"Lesen Sie auch: Warum die Brücke fehlt", kTeaser},
    {"Mehr zum Thema", kTeaser},
    {"Auch interessant", kTeaser},
    {"Das könnte Sie auch interessieren", kTeaser},
    {"Related: Why the bridge is missing", kTeaser},
    {"Read more: Why the bridge is missing", kTeaser},
    {"More on this story", kTeaser},
    {"SEE ALSO", kTeaser},
    {"Mehr Geld für Schulen", std::nullopt},
    {"Related costs rose by a third.", std::nullopt},
    {"Read more books, teacher says", std::nullopt},
    // Navigation
    {"Startseite > Politik", kNavigation},
    {"Startseite", kNavigation},
    {"Home", kNavigation},
    {"Menü", kNavigation},
    {"Zur Startseite", kNavigation},
    {"Skip to content", kNavigation},
    {"Nach oben", kNavigation},
    {"Weiter", kNavigation},
    {"Zurück", kNavigation},
    {"Nächster Artikel", kNavigation},
    {"1 2 3 weiter", kNavigation},
    {"Seite 1 von 3", kNavigation},
    {"Schliessen", kNavigation},
    {"Politik", kNavigation, true},
    {"Politik", std::nullopt},
    {"Home rule for the islands", std::nullopt},
    {"Weiter Streit um die Maut", std::nullopt},
    {"Zurück in die Zukunft", std::nullopt},
    {"2021 2022 – zwei Jahre im Vergleich", std::nullopt},
    // Body text
    {"«Niemand ist sicher»", std::nullopt},
    {"»Niemand ist sicher«", std::nullopt},
    {"Er nannte es »Unsinn« und »Lüge«", std::nullopt},
    {"Hintergrund: Der Streit um die Brücke", std::nullopt},
    {"Keine Antworten", std::nullopt},
    {"Hilfe", std::nullopt},
    {"Mehr – viel mehr", std::nullopt},
    {"– Anna Beispiel, Lehrerin", std::nullopt},
    {"„Ja.“", std::nullopt},
    {"Was bleibt?", std::nullopt},
    {"- Duties fall by half.", std::nullopt},
    {"1. Die Steuern sinken.", std::nullopt},
    {"Frage: Was tun Sie?", std::nullopt},
    {"Der Preis: 30 Euro", std::nullopt},
    {"Kritik aus der Opposition", std::nullopt},
};

TEST(Junk, Lines) {
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.line);
    const JunkRule* rule = find_junk_rule(test.line, test.at_edge, test.in_form);
    EXPECT_EQ(rule != nullptr, test.why.has_value()) << (rule ? rule->pattern : "no rule");
    if (!rule || !test.why) continue;
    EXPECT_EQ(static_cast<int>(rule->why), static_cast<int>(*test.why)) << rule->pattern;
  }
}

}  // namespace
}  // namespace depesche
