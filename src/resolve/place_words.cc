#include "resolve/place_words.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "base/utf8.h"

namespace depesche {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kRegions[] = {
    "provinz",   "region",      "distrikt",  "departement", "bundesstaat", "bundesland", "kanton",    "gouvernement",
    "präfektur", "landkreis",   "gebiet",    "gebiete",     "gebieten",    "grenze",     "küste",     "insel",
    "inseln",    "inselgruppe", "archipel",  "see",         "meer",        "meeres",     "fluss",     "flusses",
    "golf",      "bucht",       "kanal",     "delta",       "tal",         "gebirge",    "berge",     "bergen",
    "wüste",     "hochland",    "norden",    "süden",       "osten",       "westen",     "ufer",      "gewässer",
    "gewässern", "zone",        "enklave",   "streifen",    "grenzland",   "grenzraum",  "province",  "district",
    "state",     "county",      "canton",    "territory",   "border",      "coast",      "island",    "islands",
    "peninsula", "lake",        "river",     "sea",         "gulf",        "bay",        "canal",     "valley",
    "mountains", "desert",      "highlands", "strip",       "waters",      "north",      "south",     "east",
    "west",      "northeast",   "northwest", "southeast",   "southwest",   "area",       "prefecture"};
constexpr std::string_view kTowns[] = {"stadt",   "dorf",    "ort",      "gemeinde",      "zentrum",      "stadtteil",
                                       "viertel", "vorort",  "vororten", "stadtrand",     "city",         "town",
                                       "capital", "village", "downtown", "suburb",        "suburbs",      "outskirts",
                                       "centre",  "center",  "quarter",  "neighbourhood", "neighborhood", "municipality"};
constexpr std::string_view kSites[] = {
    "flughafen",   "bahnhof",       "hafen",         "rathaus",    "botschaft", "konsulat",    "platz",     "straße",
    "brücke",      "gefängnis",     "kaserne",       "stützpunkt", "basis",     "krankenhaus", "klinik",    "schule",
    "universität", "kirche",        "moschee",       "synagoge",   "tempel",    "stadion",     "hotel",     "markt",
    "gericht",     "kontrollpunkt", "grenzübergang", "lager",      "kraftwerk", "airport",     "station",   "port",
    "harbour",     "embassy",       "consulate",     "square",     "street",    "bridge",      "prison",    "barracks",
    "base",        "hospital",      "school",        "university", "church",    "mosque",      "synagogue", "temple",
    "stadium",     "market",        "court",         "checkpoint", "crossing",  "camp",        "plant",     "palace",
    "palast"};

bool is_one_of(Words words, std::string_view word, bool german) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view known) {
    return word == known || (german && known.size() >= 3 && word.ends_with(known)) ||
           (german && word == std::string(known) + "s");
  });
}

}  // namespace

std::string_view precision_of_word(std::string_view word, bool german) {
  const std::string folded = fold_case(word);
  if (is_one_of(kSites, folded, german)) return "point";
  if (is_one_of(kTowns, folded, german)) return "city";
  return is_one_of(kRegions, folded, german) ? "region" : "";
}

bool is_compass_point(std::string_view word) {
  static const std::set<std::string, std::less<>> kPoints = {
      "north",    "south",    "east",     "west",    "northeast", "northwest", "southeast", "southwest",
      "northern", "southern", "eastern",  "western", "central",   "norden",    "süden",     "osten",
      "westen",   "pacific",  "atlantic", "union",   "republic",  "capital"};
  return kPoints.contains(fold_case(word));
}

bool is_place_preposition(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {"in",      "aus",    "von",      "nach",  "bei", "um",   "vor",
                                                            "nahe",    "near",   "from",     "of",    "at",  "to",   "für",
                                                            "outside", "around", "zwischen", "gegen", "im",  "beim", "vom"};
  return kWords.contains(fold_case(word));
}

bool binds_to_place(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {"in",   "im",  "aus", "von",  "vom",  "bei", "beim",
                                                            "nahe", "der", "des", "near", "from", "of",  "at"};
  return kWords.contains(word);
}

}  // namespace depesche
