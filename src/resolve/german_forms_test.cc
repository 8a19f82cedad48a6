#include "resolve/german_forms.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace depesche {
namespace {

TEST(GermanForms, PhrasesStandAloneInTheNominative) {
  const auto knowledge = Knowledge::load(std::filesystem::path(DEPESCHE_SOURCE_DIR) / "knowledge");
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  const struct {
    const char *before, *phrase, *alone;
    bool is_name = false;
  } cases[] = {
      {"des", "Gesundheitsministeriums", "Gesundheitsministerium"},
      {"des", "peruanischen Gesundheitsministeriums", "peruanisches Gesundheitsministerium"},
      {"des", "kenianischen Grenzschutzes", "kenianischer Grenzschutz"},
      {"der", "zyprischen Hafenbehörde", "zyprische Hafenbehörde"},
      {"zur", "zyprischen Hafenbehörde", "zyprische Hafenbehörde"},
      {"der", "äthiopische Diplomat", "äthiopischer Diplomat"},
      {"der", "libanesischen Politiker", "libanesische Politiker"},
      {"das", "kuwaitische Außenministerium", "kuwaitisches Außenministerium"},
      {"vom", "kuwaitischen Außenministerium", "kuwaitisches Außenministerium"},
      {"dem", "marokkanischen Frachter", "marokkanischer Frachter"},
      {"den", "marokkanischen Frachter", "marokkanischer Frachter"},
      {"den", "albanischen Behörden", "albanische Behörden"},
      {"den", "albanischen Politikern", "albanische Politiker"},
      {"die", "albanischen Behörden", "albanische Behörden"},
      {"die", "zyprische Hafenbehörde", "zyprische Hafenbehörde"},
      {"von", "albanischen Behörden", "albanische Behörden"},
      {"", "albanischen Aufständischen", "albanische Aufständische"},
      {"mit", "drei baltischen Staaten", "drei baltische Staaten"},
      {"", "zweier russischer Fernsehteams", "zwei russische Fernsehteams"},
      {"der", "beiden Regierungen", "beide Regierungen"},
      {"der", "zwei Berliner Polizisten", "zwei Berliner Polizisten"},
      {"des", "früheren Präsidenten", "früherer Präsident"},
      {"einem", "kenianischen Soldaten", "kenianischer Soldat"},
      {"den", "kenianischen Soldaten", "kenianische Soldaten"},
      {"des", "Ministeriums Nord", "Ministerium Nord"},
      {"die", "Truppen Orlins", "Truppen Orlins"},
      {"der", "Sprecher des peruanischen Ministeriums", "Sprecher des peruanischen Ministeriums"},
      {"des", "Roten Kreuzes", "Rotes Kreuz", true},
      {"des", "Internationalen Roten Kreuzes", "Internationales Rotes Kreuz", true},
      {"der", "Freien Küstenpartei", "Freie Küstenpartei", true},
      {"das", "Oberste Gericht", "Oberstes Gericht", true},
      {"", "Rat", "Rat"},
      {"the", "Rat", "Rat"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(nominative_phrase(c.phrase, c.before, c.is_name, **knowledge), c.alone) << c.before << " " << c.phrase;
  }
}

}  // namespace
}  // namespace depesche
