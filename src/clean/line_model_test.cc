#include "clean/line_model.h"

#include <gtest/gtest.h>

#include <string>

#include "clean/junk.h"

namespace depesche {
namespace {

// What is left of the text, line by line.
std::string swept(const std::string& text) {
  Lines lines(text);
  sweep_junk(lines, 0);
  sweep_by_model(lines, 0, std::nullopt);
  std::string left;
  for (size_t i = 0; i < lines.size(); ++i)
    if (lines[i].kept()) left += std::string(lines[i].text) + "\n";
  return left;
}

const std::string kFirst =
    "Der Gemeinderat von Altenbrück hat am Dienstag beschlossen, die alte Brücke über die Lahre zu sperren. Fachleute "
    "hatten im Frühjahr Risse in zwei Pfeilern entdeckt.";
const std::string kSecond =
    "Bürgermeisterin Ada Lindwurm sagte, die Sicherheit gehe vor. Sie rechne mit Kosten von vier Millionen Euro und einer "
    "Bauzeit von zwei Jahren. Das Land habe zugesagt, die Hälfte zu übernehmen, wenn noch in diesem Sommer begonnen werde.";
const std::string kThird =
    "Die Händler in der Altstadt fürchten um ihre Kunden. „Für uns ist das eine Katastrophe“, erklärte der Vorsitzende des "
    "Gewerbevereins.";

TEST(LineModel, TakesThePageAwayAndLeavesTheText) {
  const std::string text =
      kFirst + "\n" + "Ada Lindwurm bei einer Pressekonferenz in Altenbrück\nFoto: dpa\n" + kSecond + "\n" +
      "Lesen Sie auch\nFeuerwehr rettet Schwan aus Kanal\nNeue Buslinie nach Hohenfelde\n" + kThird + "\n" +
      "Jonas Birkholz ist Redakteur im Ressort Lokales und schreibt über Verkehr.\nTeilen\nMeistgelesen\n"
      "Warum der Streit um das Freibad kein Ende nimmt\nvor 2 Stunden\n"
      "Die wichtigsten Nachrichten des Tages, jeden Morgen in Ihrem Postfach\nJetzt anmelden\n"
      "Impressum\nDatenschutz\n© 2024 Küstenbote Verlag GmbH\n";
  EXPECT_EQ(swept(text), kFirst + "\n" + kSecond + "\n" + kThird + "\n");
}

TEST(LineModel, LeavesBareArticlesAlone) {
  const std::string text = kFirst + "\nKritik aus der Altstadt\n" + kSecond + "\n" + kThird + "\n";
  EXPECT_EQ(swept(text), text);
  const std::string with_subheads = kFirst + "\nKritik aus der Altstadt\n" + kSecond + "\nWie es weitergeht\n" + kThird +
                                    "\n" + "Was sagt der Landrat?\n" + kSecond + " Mehr sei nicht zu sagen.\n";
  EXPECT_EQ(swept(with_subheads), with_subheads);
}

TEST(LineModel, LeavesChroniclesAlone) {
  const std::string text = "1. Tag: (27.12.2008)\n" + kFirst + "\n2. Tag: (28.12.2008)\n" + kSecond +
                           "\n3. Tag: (29.12.2008)\n" + kThird + "\n4. Tag: (30.12.2008)\n" + kFirst +
                           " Das war am Abend.\n";
  EXPECT_EQ(swept(text), text);
}

TEST(LineModel, LeavesHardWrappedTextAlone) {
  const std::string text =
      "The council of Weyford has decided to close the old\nbridge across the river after cracks were found in\n"
      "two of its piers, the mayor told reporters on the\nsteps of the town hall. It will take two years to\n"
      "repair, she said, and cost four million.\nPhoto: Handout\nShare\nWeather in Weyford\n";
  const Lines lines(text);
  ASSERT_TRUE(lines.hard_wrapped());
  Lines swept_lines(text);
  sweep_by_model(swept_lines, 0, std::nullopt);
  for (size_t i = 0; i < swept_lines.size(); ++i) EXPECT_TRUE(swept_lines[i].kept()) << swept_lines[i].text;
}

TEST(LineModel, SaysWhy) {
  Lines lines(kFirst + "\nTeilen\n" + kSecond + "\nMeistgelesen\n" + kThird +
              "\nSport\nKultur\nBild: imago/Jonas Birkholz\nAlle akzeptieren\nImpressum\nNewsletter\n");
  sweep_junk(lines, 0);
  sweep_by_model(lines, 0, std::nullopt);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].text.starts_with("Bild:")) {
      EXPECT_EQ(lines[i].fate, Fate::kRemoved);
      EXPECT_EQ(lines[i].why, RemovedWhy::kCredit);
    }
  }
}

TEST(LineFeatures, StayInTheirPasses) {
  const Lines lines(kFirst + "\nFoto: dpa\n12. Mai 2020, 12:30 Uhr | Von Ada Lund\n…\n" + kSecond + "\n");
  auto features = line_features(lines, "Brücke gesperrt");
  ASSERT_EQ(features.size(), lines.size());
  for (const LineFeatures& line : features)
    for (const uint16_t feature : line.features) EXPECT_LT(feature, first_pass_features());
  add_second_pass(features, std::vector<float>(features.size(), 2.0f));
  for (const LineFeatures& line : features) {
    EXPECT_GE(line.features.back(), first_pass_features());
    EXPECT_LT(line.features.back(), second_pass_features());
  }
}

TEST(LineFeatures, NothingIsNothing) {
  EXPECT_TRUE(line_features(Lines(""), std::nullopt).empty());
  Lines lines("");
  sweep_by_model(lines, 0, std::nullopt);
}

}  // namespace
}  // namespace depesche
