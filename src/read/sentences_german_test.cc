#include "read/sentences_cases_for_test.h"

namespace depesche::sentences {
namespace {

TEST(GermanSentences, Abbreviations) {
  const std::string_view cases[] = {
      "Dr. Meier trat zurück.| Niemand weinte.",
      "Prof. Dr. Anna Kunze leitet das Amt.| Sie bleibt.",
      "Das kostet z. B. Geld.| Viel Geld.",
      "Das kostet z.B. Geld und Zeit.| Mehr nicht.",
      "Zeitungen, z. B. Die Rundschau, schwiegen.",
      "Er ging, d. h. Minister Kolb floh.",
      "Anwesend waren u. a. Botschafter und Generäle.",
      "Es fehlten 3 Mio. Euro.| Der Rat tagte.",
      "Es fehlten 3 Mio.| Die Kasse war leer.",
      "Die Schulden von 4 Mrd. Dollar bleiben.",
      "Zimmer Nr. 12 blieb leer.| Danach kam der Wirt.",
      "Sie sahen St. Pölten und St. Gallen.",
      "Äpfel, Birnen usw. wurden verteilt.",
      "Verteilt wurden Äpfel, Birnen usw.| Die Leute dankten.",
      "Verteilt wurden Äpfel, Birnen usw.| Soldaten halfen.",
      "Minister bzw. Staatssekretäre kamen.",
      "Bzw. Staatssekretäre kamen.",
      "Es waren ca. Hundert.",
      "Evtl. Schäden trägt das Land.",
      "Vgl. Seite 4 des Berichts.",
      "Der Leiter i. V. Karl Roth unterschrieb.",
      "Oberst a. D. Heinz Roth sprach.| Er las ab.",
      "Es sprach der Oberst a. D.| Die Halle war leer.",
      "Laut Art. 5 Abs. 2 GG gilt das.| Anderes gilt nicht.",
      "So etwas ist von anderer Art.| Niemand will es.",
      "Das steht auf S. 4 des Gutachtens.",
      "Die Siedlung entstand 300 v. Chr. Geburtshäuser fand man nicht.",
      "Sie entstand 300 v. Chr.| Die Mauern stehen noch.",
      "Hptm. Krause und Oblt. Wirth fielen aus.",
      "Gen. Lopez und Uffz. Kramm schwiegen.",
      "Der sog. Friedensrat tagte.",
      "Dipl.-Ing. Petra Lang plante die Brücke.",
      "US-Sen. Miller reiste ab.",
      "Er wohnt in der Hauptstr.| Dort ist es laut.",
      "Der Verein Hilfe e. V. Bremen half.",
      "Die Strecke misst 15 km.| Gebaut wird sie nie.",
      "Am 3. Okt. 2021 und am 4. Nov. Mittag war Ruhe.",
      "Sie arbeitet bei der Kranz & Co. KG in Ulm.",
  };
  expect_split(cases);
}

TEST(GermanSentences, OrdinalsAndNumbers) {
  const std::string_view cases[] = {
      "Am 24. Februar begann es.| Niemand war bereit.",
      "Das Treffen am 3. und 4. Mai fiel aus.",
      "Der 3. Weltkrieg blieb aus.",
      "Im 19. Jahrhundert war das anders.",
      "Im Jahr 2022.| Die Regierung fiel.",
      "Das war im Jahr 2022.| Die Regierung fiel.",
      "Das war 2022.| Präsident Kolb blieb.",
      "Das Team gewann 3:2.| Danach wurde gefeiert.",
      "Der Kurs stieg um 2,5.| Händler jubelten.",
      "Es blieb bei Platz 3.| Die Mannschaft weinte.",
      "Es blieb bei Platz 3.| Trainer Kuhn ging.",
      "Um 20.30 Uhr war Schluss.",
      "Es kamen 3.500 Menschen.| Viele blieben.",
      "Der Vertrag vom 1.2.2022 gilt.| Andere ruhen.",
      "Er kam am 24.| Die Uhr blieb stehen.",
      "Ludwig XIV. war König.",
      "Auf Pius XII. folgte Johannes XXIII.| Er war beliebt.",
      "Der 1. FC Neustadt verlor.| Zuletzt gewann er 2019.",
      "Gegen den 1. FC Neustadt half nichts.",
      "In der 2. Bundesliga wird gespielt.",
      "1. FC Neustadt gegen 1. FC Altstadt endete torlos.",
      "Der XX. Parteitag endete.| Danach war Ruhe.",
      "Die 7. Panzerdivision rückte ab.",
      "Zum 100. Geburtstag kam niemand.",
      "Die 101. Luftlandedivision rückte ab.",
      "Vom 12. bis zum 14. Juli ist zu.",
      "Er wurde als 3. Redner genannt.",
      "Am 24. 12. 2021 war Ruhe.",
      "Die 5., 6. und 7. Klasse fährt mit.",
      "Er zählte bis 10.| Dann rief er.",
      "Die Zahl stieg auf 250.| Experten warnten.",
      "Er ist 48.| Er war 47.",
      "Er ging.| 2011 kam er zurück.",
      "Die Saison 1990/91.| Spieler kamen.",
      "Nach dem 2. Weltkrieg wurde gebaut.",
      "3. Oktober: Ruhetag.",
      "Sein 2. Buch erschien.",
      "Im II. Weltkrieg brannte es.",
      "Das war am 1.2.| Später kam mehr.",
      "Es sind 100 %.| Mehr geht nicht.",
  };
  expect_split(cases);
}

TEST(GermanSentences, Quotations) {
  const std::string_view cases[] = {
      "„Das ist gut“, sagte er.| Dann ging er.",
      "„Das ist gut.“| Er ging.",
      "„Warum?“, fragte er.| Niemand wusste es.",
      "„Nein!“ sagte er.| „Doch!“ rief sie.",
      "»Nein!«, sagte sie.| »Doch.«| So ging es weiter.",
      "«Nein!» sagte sie.| «Doch.»| So ging es weiter.",
      "›Nein!‹ sagte sie.| ›Doch.‹| Er ging.",
      "‚Nein!‘ sagte sie.| ‚Doch.‘| Er ging.",
      "„Es ist vorbei.| Wir gehen.“| Sie gingen.",
      "„Es ist vorbei.| Wir gehen“, sagte sie.",
      "Er sagte: „Wir gehen.“| Sie gingen.",
      "Er sagte: „Wir gehen.| Und zwar jetzt.“",
      "Der Ruf „Halt!“, der folgte, kam spät.",
      "Das Stück „Was nun?“ läuft gut.",
      "Er sei „bereit“.| Sie nicht.",
      "Er fragte: „Bist du bereit?“.| Sie war es.",
      "„Sie sagte ‚nein.‘“| Er ging.",
      "Sie rief: \"Halt!\"| Er hielt.",
      "\"Halt!\", rief sie.| \"Wer da?\"",
      "„Er ging. “| Dann kam sie.",
      "Er kam.| „taz“-Redakteure folgten.",
      "Sie kam.| »So«, sagte sie.| »Nun.«",
      "„Gut.“| „Schlecht.“",
  };
  expect_split(cases);
}

TEST(GermanSentences, MissingSpaces) {
  const std::string_view cases[] = {
      "Der Streik ist beendet.|Die Polizei zog ab.",
      "Das war 2022.|Danach kam nichts.",
      "„Es reicht.“|Danach ging er.",
      "Er sei „müde“.|Danach ging er.",
      "Es ist vorbei.|Dr. Meier ging.| Im Jahr 1990 kam W. A. Schulz.",
      "Ist es vorbei?|Niemand weiß es.",
      "Er nutzt Node.js und ASP.Net sowie Web.De im Amt.",
      "Die Seite www.Beispiel.de ist weg.",
      "Mehr auf https://beispiel.de/Seite.Html?Frage=1 lesen.",
      "Schreiben Sie an Max.Muster@beispiel.de oder rufen Sie an.",
      "Die Datei Bericht.Entwurf.pdf fehlt.",
      "Das gilt z.B.Die Frage bleibt.",
      "Version 2.0.Beta ist da.",
      "Der Server heißt Alpha.Beta.gamma im Netz.",
      "Siehe Bericht.[12]| Danach war Ruhe.",
  };
  expect_split(cases);
}

TEST(GermanSentences, BracketsDashesAndOtherMarks) {
  const std::string_view cases[] = {
      "Er kam (wie immer).| Sie ging.",
      "Er kam.| (Siehe S. 4.)| Sie ging.",
      "Er kam.| (Das war klar.)| Sie ging.",
      "Er kam (das war klar. Völlig klar.) und ging.",
      "Er kam (endlich!) Montag an.",
      "Das Wunder (!) Kanzler blieb aus.",
      "Er sagte, „das […] Land“ sei frei.",
      "„Es war kalt.| […] Wir gingen“, sagte er.",
      "Fünf Minuten später (82.) Gelb für Kuhn.",
      "Er ging – sie blieb.| Warum?| – Niemand weiß es.",
      "Er sagte Folgendes: Die Lage ist ernst; die Zeit drängt.",
      "Er zögerte … und ging.",
      "Er zögerte…| Dann ging er.",
      "Er zögerte ...| Dann ging er.",
      "Die ... Regierung schwieg.",
      "Wirklich?!| Ja!!!| Nein...",
      "Yahoo! Inc. meldete Gewinne.",
      "Heinrich v. Kleist und J. W. Goethe schrieben.",
      "Er heißt Karl M.| Vor Gericht schwieg er.",
      "BERLIN. Die Regierung schweigt.| Der Rest redet.",
      "SAN JUAN/LIMA. Der Streik geht weiter.",
      "Sie kaufte ein iPhone.| iPhones sind teuer.",
      "Er sprach von der EU.| Brüssel schwieg.",
      "Danach spielte der VfL.| Trainer Kuhn war froh.",
  };
  expect_split(cases);
}

}  // namespace
}  // namespace depesche::sentences
