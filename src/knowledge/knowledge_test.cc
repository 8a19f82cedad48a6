#include "knowledge/knowledge.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "base/tsv.h"
#include "knowledge/layout.h"

namespace depesche {
namespace {

using testing::HasSubstr;

const std::filesystem::path kFolder = DEPESCHE_SOURCE_DIR "/knowledge";

const std::string& compiled() {
  static const auto bytes = compile(kFolder, Required::kAll);
  if (!bytes) ADD_FAILURE() << bytes.error().message;
  return *bytes;
}

std::filesystem::path file_with(std::string_view bytes, const char* name = "knowledge.bin") {
  const auto path = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

const Knowledge& knowledge() {
  static const auto loaded = Knowledge::load(file_with(compiled()));
  if (!loaded) ADD_FAILURE() << loaded.error().message;
  return **loaded;
}

TEST(Knowledge, CompilesToTheSameBytes) { EXPECT_EQ(*compile(kFolder, Required::kAll), compiled()); }

TEST(Knowledge, TheFileSaysWhatTheTablesSay) {
  const auto mapped = Compiled::map(file_with(compiled()));
  ASSERT_TRUE(mapped) << mapped.error().message;
  for (size_t i = 0; i < table_specs().size(); ++i) {
    const auto table = Table::read(kFolder / table_specs()[i].file, table_specs()[i].columns);
    ASSERT_TRUE(table) << table.error().message;
    const auto id = static_cast<TableId>(i);
    ASSERT_EQ(mapped->rows(id), table->rows());
    for (size_t row = 0; row < table->rows(); ++row) {
      ASSERT_EQ(mapped->line(id, row), table->line_of(row));
      for (size_t column = 0; column < table_specs()[i].columns.size(); ++column) {
        ASSERT_EQ(mapped->at(id, row, column), table->at(row, column)) << table_specs()[i].file << " row " << row;
      }
    }
  }
}

// Every name of every place, country, person, body and role word finds its row.
TEST(Knowledge, EveryNameFindsItsRow) {
  const auto mapped = Compiled::map(file_with(compiled()));
  ASSERT_TRUE(mapped) << mapped.error().message;
  const std::pair<IndexId, size_t> columns[] = {
      {kCountryNames, kNamesDe}, {kAdjectives, kAdjectivesEn}, {kLeaderNames, kAliases}, {kOrganisationNames, kAliasesDe},
      {kRoleWords, kWord},       {kPlaceNames, kAlternatives}, {kPlaceNames, kPlaceEn}};
  for (const auto& [index, column] : columns) {
    const TableId table = table_of(index);
    size_t found = 0;
    for (size_t row = 0; row < mapped->rows(table); ++row) {
      for (const std::string_view name : split(mapped->at(table, row, column), '|')) {
        if (name.empty() || name.find(" (") != name.npos) continue;
        const auto rows = mapped->find(index, name);
        ASSERT_NE(std::find(rows.begin(), rows.end(), row), rows.end()) << name;
        ++found;
      }
    }
    EXPECT_GT(found, 100u) << column;
  }
  EXPECT_TRUE(mapped->find(kPlaceNames, "No Such Place").empty());
  EXPECT_TRUE(mapped->find(kPlaceNames, "").empty());
}

TEST(Knowledge, ADamagedFileIsRefused) {
  const std::string& whole = compiled();
  for (const size_t at : {size_t{0}, kMagic.size(), kHeadBytes, whole.size() / 2, whole.size() - 1}) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    const auto mapped = Compiled::map(file_with(bytes, "damaged.bin"));
    ASSERT_FALSE(mapped) << at;
    EXPECT_EQ(mapped.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(mapped.error().message, HasSubstr("damaged.bin"));
  }
  for (const size_t size : {size_t{0}, size_t{8}, kHeadBytes, whole.size() - 1}) {
    const auto mapped = Compiled::map(file_with(std::string_view(whole).substr(0, size), "cut.bin"));
    ASSERT_FALSE(mapped) << size;
    EXPECT_EQ(mapped.error().code, ErrorCode::kCorrupt);
  }
  EXPECT_EQ(Compiled::map("/no/such/file").error().code, ErrorCode::kNotFound);
  EXPECT_THAT(Knowledge::load(file_with("", "cut.bin")).error().message, HasSubstr("make build"));
}

TEST(Knowledge, FolderAndFileAreOneVersion) {
  const auto folder = Knowledge::load(kFolder);
  ASSERT_TRUE(folder) << folder.error().message;
  EXPECT_EQ((*folder)->version(), knowledge().version());
}

TEST(Knowledge, ASeatIsItsStateUnlessABodyOfStatesIsCalledByIt) {
  for (const auto& [name, actor] :
       {std::pair("Moskau", "state/RUS"), std::pair("Wien", "state/AUT"),
        std::pair("Brüssel", "organisation/europaische-union"), std::pair("Brussels", "organisation/europaische-union")}) {
    const auto known = knowledge().actor(name, "de", {});
    ASSERT_TRUE(known) << name;
    EXPECT_EQ(known->actor, actor);
    EXPECT_TRUE(known->by_seat) << name;
  }
  EXPECT_EQ(knowledge().country_hint("Brüssel")->countries, std::vector<std::string>{"INT"});
  EXPECT_EQ(knowledge().country_hint("Wien")->countries, std::vector<std::string>{"AUT"});
  EXPECT_EQ(knowledge().country_hint("Brügge")->countries.front(), "BEL");
}

TEST(Knowledge, NamesAreFoundInAllTheirForms) {
  for (const auto& [name, country] :
       {std::pair("Vereinigten Arabischen Emiraten", "ARE"), std::pair("Vereinigten Arabischen Emirate", "ARE"),
        std::pair("Vereinigte Königreich", "GBR"), std::pair("Vereinigten Königreichs", "GBR"),
        std::pair("Demokratischen Republik Kongo", "COD"), std::pair("Tschechischen Republik", "CZE")}) {
    const auto hint = knowledge().country_hint(name);
    ASSERT_TRUE(hint) << name;
    EXPECT_EQ(hint->countries, std::vector<std::string>{country}) << name;
  }
  for (const char* name : {"FBI", "F.B.I.", "F.B.I"}) {
    const auto bodies = knowledge().organisations_named(name, "en");
    ASSERT_EQ(bodies.size(), 1u) << name;
    EXPECT_EQ(bodies[0].country, "USA") << name;
  }
  for (const char* name : {"F.B.I.x", "FB.I", "F.", "F.B.", "..."}) {
    EXPECT_TRUE(knowledge().organisations_named(name, "en").empty()) << name;
  }
}

TEST(Knowledge, CompoundsOfOthersPointToNoCountry) {
  for (const char* word : {"US-Truppen", "US-Präsident"}) EXPECT_TRUE(knowledge().country_hint(word)) << word;
  for (const char* word : {"pro-russische", "US-backed", "French-speaking", "Saudi-led", "US-geführte", "anti-American"}) {
    EXPECT_FALSE(knowledge().country_hint(word)) << word;
  }
}

// The largest of a name is meant unless another is not much smaller; of a region and its town the larger.
TEST(Knowledge, PlacesPointToTheirCountries) {
  const auto paris = knowledge().country_hint("Paris");
  ASSERT_TRUE(paris);
  EXPECT_EQ(paris->countries, std::vector<std::string>{"FRA"});
  const auto birmingham = knowledge().country_hint("Birmingham");
  ASSERT_TRUE(birmingham);
  EXPECT_THAT(birmingham->countries, testing::UnorderedElementsAre("GBR", "USA"));
  EXPECT_TRUE(birmingham->sure);
  const auto village = knowledge().country_hint("Zgorzelec");
  ASSERT_TRUE(village);
  EXPECT_EQ(village->countries, std::vector<std::string>{"POL"});
  EXPECT_FALSE(village->sure);
}

TEST(Knowledge, NamesAreLikelierInSomeCountries) {
  const auto of = [](const char* name) { return knowledge().likelihoods_of_name(name, {"ITA", "FIN", "XXX"}); };
  const auto italian = of("Giuseppe Bellandi"), finnish = of("Mikko Koskinen");
  EXPECT_GT(italian[0], 2 * italian[1]);
  EXPECT_GT(finnish[1], 2 * finnish[0]);
  EXPECT_EQ(italian[2], 1);                       // of a country without leaders nothing is known
  EXPECT_THAT(of("Bellandi"), testing::Each(1));  // and a surname alone says nothing
}

TEST(Knowledge, RowsOfTheUsersGoBeforeOurs) {
  const auto own = std::filesystem::path(testing::TempDir()) / "own";
  std::filesystem::create_directories(own);
  std::ofstream(own / "places.tsv") << "name_en\tname_de\talternatives\tiso3\tadmin1\tlat\tlon\tpopulation\tkind\n"
                                       "Vienna\tWien\t\tUSA\tVirginia\t38.9\t-77.3\t16000\tcity\n";
  const auto with_own = Knowledge::load(kFolder, own);
  ASSERT_TRUE(with_own) << with_own.error().message;
  const auto places = (*with_own)->places("Wien", "de");
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(places[0].row, "own/places.tsv:2");
  // All other rows are found as before, whatever their number.
  EXPECT_EQ((*with_own)->places("Graz", "de").at(0).row, knowledge().places("Graz", "de").at(0).row);
  EXPECT_EQ((*with_own)->actor("Frankreich", "de", {})->row, knowledge().actor("Frankreich", "de", {})->row);
  EXPECT_NE((*with_own)->version(), knowledge().version());
}

TEST(Knowledge, CodesFollowTypeAndMode) {
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
