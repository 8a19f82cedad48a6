// test_articles: whole articles for the tests of clean/, all invented, with what is to be made of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace depesche {

struct ArticleCase {
  std::string_view name;
  std::string_view content;
  std::string_view title;      // empty: none
  std::string_view published;  // empty: none
  std::string_view text;
  std::vector<std::string_view> removed;  // "reason|text"
  std::string_view authors = "";          // joined with "; "
  std::string_view agency = "";
};

inline const std::vector<ArticleCase>& test_articles() {
  static const std::vector<ArticleCase> kCases = {
      {"German, slug with a Unix time, tag and comment form",
       "Bergdorf und Talheim wollen enger zusammenarbeiten: „Wir brauchen einander“\n\n"
       "1663594035 Bergdorf und Talheim wollen enger zusammenarbeiten.7\n\n"
       "Bergdorf und Talheim haben vereinbart, ihre Feuerwehren zusammenzulegen. Das teilten die Gemeinden am Montag "
       "mit.\n\n"
       "Der Vertrag gilt ab Januar.\n\n\n\nabc-de-12\n\nSchreibe einen Kommentar",
       "Bergdorf und Talheim wollen enger zusammenarbeiten: „Wir brauchen einander“",
       "2022-09-19T13:27:15Z",
       "Bergdorf und Talheim haben vereinbart, ihre Feuerwehren zusammenzulegen. Das teilten die Gemeinden am Montag "
       "mit.\n\n"
       "Der Vertrag gilt ab Januar.",
       {"slug|1663594035 Bergdorf und Talheim wollen enger zusammenarbeiten.7", "tag|abc-de-12",
        "comment_form|Schreibe einen Kommentar"}},
      {"English, slug in milliseconds before the headline",
       "1663594035123 River towns agree on a new flood wall\n\nRiver towns agree on a new flood wall\n\n"
       "Three towns on the Lorn agreed on Monday to build a common flood wall. Work is to begin in spring.\n\nLeave a "
       "Reply\n\n"
       "Your email address will not be published. Required fields are marked *\n\nName *\n\nEmail *\n\nWebsite",
       "River towns agree on a new flood wall",
       "2022-09-19T13:27:15Z",
       "Three towns on the Lorn agreed on Monday to build a common flood wall. Work is to begin in spring.",
       {"slug|1663594035123 River towns agree on a new flood wall", "comment_form|Leave a Reply",
        "comment_form|Your email address will not be published. Required fields are marked *", "comment_form|Name *",
        "comment_form|Email *", "comment_form|Website"}},
      {"a slug that holds the only title",
       "1663594035 Minister tritt zurück.7\n\nDer Minister für Fischerei, Bodo Kranich, ist am Montag zurückgetreten. Er "
       "nannte "
       "gesundheitliche Gründe.",
       "Minister tritt zurück",
       "2022-09-19T13:27:15Z",
       "Der Minister für Fischerei, Bodo Kranich, ist am Montag zurückgetreten. Er nannte gesundheitliche Gründe.",
       {"slug|1663594035", "slug|.7"}},
      {"German agency report",
       "Streik legt Hafen lahm\n\nHamburg, 24. Februar 2022 (dpa) – Ein Streik hat am Donnerstag den Hafen lahmgelegt. "
       "Die Gewerkschaft fordert acht Prozent mehr Lohn.",
       "Streik legt Hafen lahm",
       "2022-02-24",
       "Ein Streik hat am Donnerstag den Hafen lahmgelegt. Die Gewerkschaft fordert acht Prozent mehr Lohn.",
       {"dateline|Hamburg, 24. Februar 2022 (dpa) –"},
       "",
       "dpa"},
      {"English agency report, date without a year",
       "Senate passes grain bill\n\nWASHINGTON, Sept. 3 (Reuters) — The Senate passed a bill on grain exports on Friday. "
       "It now goes to the House.",
       "Senate passes grain bill",
       "",
       "The Senate passed a bill on grain exports on Friday. It now goes to the House.",
       {"dateline|WASHINGTON, Sept. 3 (Reuters) —"},
       "",
       "Reuters"},
      {"two agencies, byline and credit sign",
       "Proteste in Norrland halten an\nVon Anna Beispiel und Bernd Muster\n\nOSLO (dpa/AFP) - Tausende haben am Samstag in "
       "Norrland demonstriert. Die Polizei setzte Wasserwerfer ein. (tme/afp)",
       "Proteste in Norrland halten an",
       "",
       "Tausende haben am Samstag in Norrland demonstriert. Die Polizei setzte Wasserwerfer ein.",
       {"byline|Von Anna Beispiel und Bernd Muster", "dateline|OSLO (dpa/AFP) -", "byline|(tme/afp)"},
       "Anna Beispiel; Bernd Muster",
       "dpa/AFP"},
      {"English page with furniture",
       "Skip to content\n\nHome > World > Europe\n\nCouncil rejects bridge plan\n\nBy John Q. Writer and Jane Roe, Staff "
       "writer\n\n"
       "Published: September 19, 2022 at 3:15 p.m. EDT\n\nShare on Facebook\n\nThe town council rejected the plan for a "
       "second "
       "bridge on Monday. Residents had protested for months.\n\nAdvertisement\n\n\"We are relieved,\" said Mary Example, "
       "who "
       "lives by the river.\n\nRelated: What the bridge would have cost\n\nFiled under: bridges, Lornton\n\n"
       "© 2022 Lornton Gazette. All rights reserved.",
       "Council rejects bridge plan",
       "2022-09-19T15:15-04:00",
       "The town council rejected the plan for a second bridge on Monday. Residents had protested for months.\n\n"
       "\"We are relieved,\" said Mary Example, who lives by the river.",
       {"navigation|Skip to content", "navigation|Home > World > Europe",
        "byline|By John Q. Writer and Jane Roe, Staff writer", "dateline|Published: September 19, 2022 at 3:15 p.m. EDT",
        "share|Share on Facebook", "other|Advertisement", "teaser|Related: What the bridge would have cost",
        "tag|Filed under: bridges, Lornton", "other|© 2022 Lornton Gazette. All rights reserved."},
       "John Q. Writer; Jane Roe"},
      {"German page with furniture, first publication wins over the change",
       "Startseite > Politik\n\nLandrat will Schulen schließen\n\nStand: 19.09.2022, 13:27 Uhr | Lesedauer: 3 Min.\n\n"
       "Aktualisiert am 20.09.2022\n\nVon: Clara Muster\n\nTeilen\n\nFoto: Dieter Licht/dpa\n\nDer Landrat von Nordkreis "
       "will "
       "vier Schulen schließen. Eltern kündigten am Montag Widerstand an.\n\nAnzeige\n\nEine Entscheidung fällt im "
       "Oktober.\n\n"
       "Lesen Sie auch: Warum Lehrer fehlen\n\nSchlagwörter: Schule, Nordkreis\n\nNach oben",
       "Landrat will Schulen schließen",
       "2022-09-19T13:27",
       "Der Landrat von Nordkreis will vier Schulen schließen. Eltern kündigten am Montag Widerstand an.\n\n"
       "Eine Entscheidung fällt im Oktober.",
       {"navigation|Startseite > Politik", "dateline|Stand: 19.09.2022, 13:27 Uhr | Lesedauer: 3 Min.",
        "dateline|Aktualisiert am 20.09.2022", "byline|Von: Clara Muster", "share|Teilen", "credit|Foto: Dieter Licht/dpa",
        "other|Anzeige", "teaser|Lesen Sie auch: Warum Lehrer fehlen", "tag|Schlagwörter: Schule, Nordkreis",
        "navigation|Nach oben"},
       "Clara Muster"},
      {"header fields",
       "Title: Harbour to be dredged again\nDate: Mon, 19 Sep 2022 13:27:15 +0200\nAuthor: Jo Sample\nSource: Port "
       "Weekly\n\n"
       "The harbour of Esk is to be dredged for the second time this year. The work will cost two million.",
       "Harbour to be dredged again",
       "2022-09-19T13:27:15+02:00",
       "The harbour of Esk is to be dredged for the second time this year. The work will cost two million.",
       {"title|Title:", "dateline|Date: Mon, 19 Sep 2022 13:27:15 +0200", "byline|Author: Jo Sample",
        "other|Source: Port Weekly"},
       "Jo Sample"},
      {"mail",
       "From: desk@agentur.example\nTo: alle@zeitung.example\nSubject: Zoll stellt Schmuggelware sicher\n"
       "Date: Mon, 19 Sep 2022 13:27:15 +0200\n\nDer Zoll hat am Montag an der Grenze bei Kirchau\n"
       "vier Tonnen Tabak sichergestellt, wie ein Sprecher\nsagte. Zwei Fahrer wurden festgenommen.",
       "Zoll stellt Schmuggelware sicher",
       "2022-09-19T13:27:15+02:00",
       "Der Zoll hat am Montag an der Grenze bei Kirchau\nvier Tonnen Tabak sichergestellt, wie ein Sprecher\n"
       "sagte. Zwei Fahrer wurden festgenommen.",
       {"other|From: desk@agentur.example", "other|To: alle@zeitung.example",
        "title|Subject:", "dateline|Date: Mon, 19 Sep 2022 13:27:15 +0200"}},
      {"marked title",
       "# Ein neuer Turm für Altstadt\n\nAltstadt bekommt einen neuen Turm. Der Rat stimmte am Montag zu.",
       "Ein neuer Turm für Altstadt",
       "",
       "Altstadt bekommt einen neuen Turm. Der Rat stimmte am Montag zu.",
       {"title|#"}},
      {"underlined title",
       "A new tower for Oldtown\n=======================\n\nOldtown gets a new tower. The council agreed on Monday.",
       "A new tower for Oldtown",
       "",
       "Oldtown gets a new tower. The council agreed on Monday.",
       {"title|======================="}},
      {"headline that asks",
       "Wer rettet den Wald?\n\nDer Wald bei Grünau stirbt. Förster Emil Tanne macht dafür die Trockenheit verantwortlich.",
       "Wer rettet den Wald?",
       "",
       "Der Wald bei Grünau stirbt. Förster Emil Tanne macht dafür die Trockenheit verantwortlich.",
       {}},
      {"headline with a quoted sentence",
       "Ministerin Falk: „Wir haben verstanden.“\n\nMinisterin Ida Falk hat am Montag Fehler eingeräumt. Sie will nun "
       "Gespräche führen.",
       "Ministerin Falk: „Wir haben verstanden.“",
       "",
       "Ministerin Ida Falk hat am Montag Fehler eingeräumt. Sie will nun Gespräche führen.",
       {}},
      {"one paragraph, no headline",
       "Die Bürgermeisterin von Seedorf hat am Montag den Haushalt vorgestellt. Er sieht keine neuen Schulden vor.",
       "",
       "",
       "Die Bürgermeisterin von Seedorf hat am Montag den Haushalt vorgestellt. Er sieht keine neuen Schulden vor.",
       {}},
      {"two paragraphs, no headline",
       "Es war ein stiller Abend in Seedorf.\n\nDann kamen die Wagen. Rund hundert Menschen blockierten die Straße, wie die "
       "Polizei am Montag mitteilte.",
       "",
       "",
       "Es war ein stiller Abend in Seedorf.\n\nDann kamen die Wagen. Rund hundert Menschen blockierten die Straße, wie die "
       "Polizei am Montag mitteilte.",
       {}},
      {"opening quotation is no headline",
       "„Wir geben nicht auf.“\n\nMit diesen Worten begann Lena Probst am Montag ihre Rede vor den Streikenden in "
       "Kalkbrück, die seit drei Wochen protestieren.",
       "",
       "",
       "„Wir geben nicht auf.“\n\nMit diesen Worten begann Lena Probst am Montag ihre Rede vor den Streikenden in "
       "Kalkbrück, die seit drei Wochen protestieren.",
       {}},
      {"agency slug lines",
       "bdt0123 4 pl 210\n191327 Sep 22\nRegierung/Haushalt/\n\nRegierung einigt sich auf Haushalt\n\nBerlin (dpa) – Die "
       "Regierung hat sich auf "
       "einen Haushalt geeinigt. Das sagte eine Sprecherin am Montag.",
       "Regierung einigt sich auf Haushalt",
       "2022-09-19T13:27",
       "Die Regierung hat sich auf einen Haushalt geeinigt. Das sagte eine Sprecherin am Montag.",
       {"slug|bdt0123 4 pl 210", "slug|191327 Sep 22", "slug|Regierung/Haushalt/", "dateline|Berlin (dpa) –"},
       "",
       "dpa"},
      {"file name slug",
       "politik-inland-20220919-1327\n\nKoalition streitet über Maut\n\nDie Koalition streitet weiter über die Maut. Ein "
       "Treffen blieb am Montag ohne Ergebnis.",
       "Koalition streitet über Maut",
       "2022-09-19",
       "Die Koalition streitet weiter über die Maut. Ein Treffen blieb am Montag ohne Ergebnis.",
       {"slug|politik-inland-20220919-1327"}},
      {"interview stays whole",
       "„Das Wasser kommt wieder“\n\nFrage: Herr Deich, was tun Sie gegen die Flut?\n\nAntwort: Wir bauen.\n\nUnd wenn das "
       "nicht reicht?\n\n"
       "Dann bauen wir höher. Die Menschen hier am Fluss haben das seit Jahrhunderten so gemacht, und sie werden es wieder "
       "tun.",
       "„Das Wasser kommt wieder“",
       "",
       "Frage: Herr Deich, was tun Sie gegen die Flut?\n\nAntwort: Wir bauen.\n\nUnd wenn das nicht reicht?\n\n"
       "Dann bauen wir höher. Die Menschen hier am Fluss haben das seit Jahrhunderten so gemacht, und sie werden es wieder "
       "tun.",
       {}},
      {"subheadings and lists stay",
       "What the treaty says\n\nThe treaty between Norland and Sudria was signed on Monday. These are its main "
       "points.\n\nTrade\n\n"
       "- Duties fall by half.\n- Ports stay open.\n\nWhat comes next\n\nBoth parliaments must still agree. A vote is "
       "expected in May.",
       "What the treaty says",
       "",
       "The treaty between Norland and Sudria was signed on Monday. These are its main points.\n\nTrade\n\n"
       "- Duties fall by half.\n- Ports stay open.\n\nWhat comes next\n\nBoth parliaments must still agree. A vote is "
       "expected in May.",
       {}},
      {"duplicate paragraph and teaser list",
       "Brücke bleibt gesperrt\n\nDie Brücke bei Furt bleibt nach Angaben der Behörden bis mindestens Ende Mai gesperrt.\n\n"
       "Die Brücke bei Furt bleibt nach Angaben der Behörden bis mindestens Ende Mai gesperrt.\n\nMehr zum Thema\nStau in "
       "der Innenstadt\n"
       "Wer zahlt für die Brücke?\n\nDie Pendler weichen auf die Fähre aus. Diese fährt nun alle zehn Minuten, auch am "
       "Wochenende.",
       "Brücke bleibt gesperrt",
       "",
       "Die Brücke bei Furt bleibt nach Angaben der Behörden bis mindestens Ende Mai gesperrt.\n\n"
       "Die Pendler weichen auf die Fähre aus. Diese fährt nun alle zehn Minuten, auch am Wochenende.",
       {"duplicate|Die Brücke bei Furt bleibt nach Angaben der Behörden bis mindestens Ende Mai gesperrt.",
        "teaser|Mehr zum Thema", "teaser|Stau in der Innenstadt", "teaser|Wer zahlt für die Brücke?"}},
      {"Swiss",
       "Nationalrat lehnt Vorlage ab\n\nBern (sda) – Der Nationalrat hat die Vorlage am Dienstag grossmehrheitlich "
       "abgelehnt. "
       "Nun ist der Ständerat am Zug.\n\nSchliessen",
       "Nationalrat lehnt Vorlage ab",
       "",
       "Der Nationalrat hat die Vorlage am Dienstag grossmehrheitlich abgelehnt. Nun ist der Ständerat am Zug.",
       {"dateline|Bern (sda) –", "navigation|Schliessen"},
       "",
       "SDA"},
      {"Austrian date",
       "Neue Bahn für Graz\n\nVeröffentlicht am 3. Jänner 2022\n\nDie Stadt Graz bekommt eine neue Bahn. Der Gemeinderat "
       "stimmte am Montag zu.",
       "Neue Bahn für Graz",
       "2022-01-03",
       "Die Stadt Graz bekommt eine neue Bahn. Der Gemeinderat stimmte am Montag zu.",
       {"dateline|Veröffentlicht am 3. Jänner 2022"}},
      {"CRLF, byte order mark, soft hyphens",
       "\xEF\xBB\xBF"
       "Ver\xC2\xADkehrs\xC2\xAD"
       "chaos in Nordstadt\r\n\r\nIn Nordstadt ist der Ver\xC2\xADkehr zusammengebrochen.\r\nGrund war ein Strom\xE2\x80\x8B"
       "ausfall am Montag.\r\n",
       "Verkehrschaos in Nordstadt",
       "",
       "In Nordstadt ist der Verkehr zusammengebrochen.\nGrund war ein Stromausfall am Montag.",
       {}},
      {"wrapped headline",
       "Regierung und Gewerkschaften einigen sich nach langem Streit auf\neinen höheren Mindestlohn\n\nDie Regierung hat "
       "sich mit den Gewerkschaften "
       "auf einen höheren Mindestlohn geeinigt. Er soll im Januar kommen.",
       "Regierung und Gewerkschaften einigen sich nach langem Streit auf einen höheren Mindestlohn",
       "",
       "Die Regierung hat sich mit den Gewerkschaften auf einen höheren Mindestlohn geeinigt. Er soll im Januar kommen.",
       {}},
      {"sentences that look like furniture stay",
       "Von den Abgeordneten\n\nVon den 300 Abgeordneten stimmten 200 mit Ja. Teilen wollte die Macht niemand.\n\n"
       "London – so viel steht fest – bleibt teuer.\n\nBy Monday evening, the talks had failed, an official said.\n\n"
       "Anzeige erstattete der Verein nicht.\n\nShare prices fell after the announcement on Monday.",
       "Von den Abgeordneten",
       "",
       "Von den 300 Abgeordneten stimmten 200 mit Ja. Teilen wollte die Macht niemand.\n\n"
       "London – so viel steht fest – bleibt teuer.\n\nBy Monday evening, the talks had failed, an official said.\n\n"
       "Anzeige erstattete der Verein nicht.\n\nShare prices fell after the announcement on Monday.",
       {}},
  };
  return kCases;
}

}  // namespace depesche
