#include "clean/datelines.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/utf8.h"
#include "clean/bylines.h"
#include "clean/shape.h"

namespace depesche {
namespace {

constexpr size_t kLongestDateline = 120;

template <class... Args>
bool consume(std::string_view& rest, const RE2& pattern, Args*... args) {
  re2::StringPiece piece(rest);
  if (!RE2::Consume(&piece, pattern, args...) || piece.size() == rest.size()) return false;
  rest = rest.substr(rest.size() - piece.size());
  return true;
}

// Cities that open datelines without date or agency, case folded. Anything else in small letters before a dash may be a
// word.
constexpr std::string_view kPlaces[] = {
    "aachen",         "abidjan",      "abuja",          "addis abeba",   "addis ababa",
    "algier",         "algiers",      "amman",          "amsterdam",     "ankara",
    "athen",          "athens",       "atlanta",        "augsburg",      "bagdad",
    "baghdad",        "baku",         "bamako",         "bangkok",       "barcelona",
    "basel",          "beijing",      "beirut",         "belfast",       "belgrad",
    "belgrade",       "berlin",       "bern",           "bielefeld",     "bochum",
    "bogota",         "bonn",         "boston",         "brasilia",      "bratislava",
    "braunschweig",   "bregenz",      "bremen",         "brüssel",       "brussels",
    "budapest",       "buenos aires", "bukarest",       "bucharest",     "caracas",
    "chemnitz",       "chicago",      "chisinau",       "cottbus",       "cairo",
    "canberra",       "colombo",      "copenhagen",     "dakar",         "dallas",
    "damascus",       "damaskus",     "darmstadt",      "delhi",         "den haag",
    "denver",         "detroit",      "dhaka",          "doha",          "dortmund",
    "dresden",        "dubai",        "dublin",         "duisburg",      "düsseldorf",
    "edinburgh",      "erfurt",       "essen",          "frankfurt",     "frankfurt am main",
    "frankfurt/main", "freiburg",     "gaza",           "genf",          "geneva",
    "glasgow",        "graz",         "hague",          "halle",         "hamburg",
    "hannover",       "hanoi",        "harare",         "havanna",       "havana",
    "heidelberg",     "helsinki",     "hong kong",      "hongkong",      "houston",
    "innsbruck",      "islamabad",    "istanbul",       "jakarta",       "jena",
    "jerusalem",      "johannesburg", "kabul",          "kairo",         "kampala",
    "karlsruhe",      "kassel",       "khartoum",       "khartum",       "kiel",
    "kiew",           "kigali",       "kinshasa",       "klagenfurt",    "koblenz",
    "köln",           "kopenhagen",   "kyiv",           "kyjiw",         "lagos",
    "lausanne",       "leipzig",      "lima",           "linz",          "lissabon",
    "lisbon",         "ljubljana",    "london",         "los angeles",   "lübeck",
    "luxemburg",      "luxembourg",   "luzern",         "madrid",        "magdeburg",
    "mailand",        "milan",        "mainz",          "manila",        "mannheim",
    "melbourne",      "mexico city",  "mexiko-stadt",   "miami",         "minsk",
    "montreal",       "moscow",       "moskau",         "mumbai",        "münchen",
    "munich",         "münster",      "nairobi",        "neu-delhi",     "new delhi",
    "new york",       "nikosia",      "nicosia",        "nürnberg",      "oslo",
    "ottawa",         "paris",        "peking",         "philadelphia",  "phoenix",
    "potsdam",        "prag",         "prague",         "pristina",      "pjöngjang",
    "pyongyang",      "quito",        "rabat",          "reykjavik",     "riad",
    "riyadh",         "riga",         "rio de janeiro", "rom",           "rome",
    "rostock",        "saarbrücken",  "salzburg",       "san francisco", "santiago",
    "sao paulo",      "sarajevo",     "schwerin",       "seattle",       "seoul",
    "shanghai",       "singapur",     "singapore",      "skopje",        "sofia",
    "st. gallen",     "st. pölten",   "stockholm",      "straßburg",     "strassburg",
    "strasbourg",     "stuttgart",    "sydney",         "taipeh",        "taipei",
    "tallinn",        "teheran",      "tehran",         "tel aviv",      "the hague",
    "tirana",         "tokio",        "tokyo",          "toronto",       "tripolis",
    "tripoli",        "tunis",        "turin",          "ulan bator",    "ulm",
    "united nations", "vaduz",        "valletta",       "vatican city",  "vatikanstadt",
    "venedig",        "venice",       "vienna",         "vilnius",       "warschau",
    "warsaw",         "washington",   "wellington",     "wien",          "wiesbaden",
    "winterthur",     "wolfsburg",    "würzburg",       "yerevan",       "zagreb",
    "zürich",         "zurich"};

bool is_known_place(std::string_view place) {
  std::string folded = fold_case(place);
  const size_t cut = folded.find_first_of(",/(");
  if (std::find(std::begin(kPlaces), std::end(kPlaces), folded) != std::end(kPlaces)) return true;
  const std::string first(trim(std::string_view(folded).substr(0, cut)));
  return cut != folded.npos && std::find(std::begin(kPlaces), std::end(kPlaces), first) != std::end(kPlaces);
}

bool in_capitals(std::string_view place) {
  static const RE2 kCapitals(R"((?:[\p{Lu}.'’\- ]|ß){4,}(?:[,/].*)?)");
  static const RE2 kNoPlace(
      R"((?:NATO|UNESCO|UNICEF|OPEC|BREAKING.*|UPDATE.*|EXCLUSIVE|EXKLUSIV|KOMMENTAR|ANALYSE|ANALYSIS|OPINION|WATCH|VIDEO|LIVE.*|EILMELDUNG|WICHTIG|INTERVIEW|FRAGE|ANTWORT|QUESTION|ANSWER|PODCAST|CORRECTION|KORREKTUR|HINWEIS|NOTE|ACHTUNG|WARNING|ROUNDUP.*)\b.*)");
  static const RE2 kWordAlone(R"(\p{Lu}{4})");  // SPD-like names have three or four letters; so have few cities
  const re2::StringPiece piece(place);
  if (!RE2::FullMatch(piece, kCapitals) || RE2::FullMatch(piece, kNoPlace)) return false;
  return !RE2::FullMatch(piece, kWordAlone) || is_known_place(place);
}

// "(dpa/AFP)", "(dpa, 24. Februar)", "(ab)".
bool take_bracket(std::string_view& rest, Dateline& dateline, const DateContext& context) {
  static const RE2 kBracket(R"([ ]?[(\[]([^()\[\]]{1,60})[)\]])");
  std::string_view after = rest;
  std::string inside;
  if (!consume(after, kBracket, &inside)) return false;
  std::string_view content = trim(inside);
  std::optional<std::string> credit = read_credit(content);
  if (!credit) {
    const size_t comma = content.find(',');
    std::string_view date = comma == content.npos ? content : trim(content.substr(comma + 1));
    if (comma != content.npos) credit = read_credit(trim(content.substr(0, comma)));
    const auto value = take_date(date, context);
    if (!value || !trim(date).empty() || (comma != content.npos && !credit)) return false;
    dateline.date = value;
  }
  if (credit) dateline.agency = *credit;
  dateline.sure = true;
  rest = after;
  return true;
}

// What stands between the place and the text: dates, regions, agencies in any order. `place` grows by the regions.
void take_additions(std::string_view line, std::string_view& rest, std::string_view& place, Dateline& dateline,
                    const DateContext& context) {
  static const RE2 kComma(R"([ ]?,? ?(?:den |am |on )?)");
  static const RE2 kRegion(R"([ ]?[,/] ?\p{Lu}[\p{L}.'’\-]*(?: (?:am |an der |in |im |de |of )?\p{Lu}[\p{L}.'’\-]*){0,2})");
  // "Kirchau (Kroatien), …": one name; with a date, an agency or a known place it is a region, else a party or a paper.
  static const RE2 kRegionInBrackets(
      R"( \(\p{Lu}[\p{L}.'’\-]*(?: (?:am |an der |in |im |de |of |und |and )?\p{Lu}[\p{L}.'’\-]*){0,3}\))");
  for (int additions = 0; additions < 5; ++additions) {
    if (take_bracket(rest, dateline, context)) continue;
    std::string_view after = rest;
    if (consume(after, kComma)) {
      if (const auto value = take_date(after, context); value && !dateline.date) {
        dateline.date = value;
        dateline.sure = true;
        rest = after;
        continue;
      }
      if (const size_t end = after.find_first_of(" ,;"); rest.find(',') < 2)
        if (const auto agency = agency_name(after.substr(0, end)); agency && dateline.agency.empty()) {
          dateline.agency = *agency;
          dateline.sure = true;
          rest = after.substr(std::min(end, after.size()));
          continue;
        }
    }
    if (dateline.date || !dateline.agency.empty()) return;
    if (!consume(rest, kRegion) && !consume(rest, kRegionInBrackets)) return;
    place = line.substr(0, line.size() - rest.size());
  }
}

// A whole date and a dash, no place.
bool take_date_alone(std::string_view& rest, Dateline& dateline, const DateContext& context) {
  static const RE2 kDash(R"(\s*(?:–|—|--|-)\s+)");
  std::string_view after = rest;
  const auto date = take_date(after, context);
  if (!date || !date->has_year || date->precision > DatePrecision::kDay || !consume(after, kDash)) return false;
  dateline.date = date;
  dateline.sure = dateline.date_alone = true;
  rest = after;
  return true;
}

bool begins_a_sentence(std::string_view text) {
  if (text.empty()) return false;
  const char32_t first = code_point_at(text, 0).value;
  return is_upper(first) || is_digit(first) || is_opening_mark(first);
}

// "Wien – Stadt der Musik – feiert": a second dash in the same sentence makes the first one half of a pair.
bool has_second_dash(std::string_view text) {
  const std::string_view near = text.substr(0, 140);
  const size_t dash = std::min(near.find(" – "), near.find(" — "));
  return dash != near.npos && near.substr(0, dash).find(". ") == near.npos;
}

}  // namespace

std::optional<Dateline> read_dateline(std::string_view line, const DateContext& context) {
  static const RE2 kPlace(
      R"(\p{Lu}[\p{L}.'’\-]*(?: (?:(?:am|an der|im|in|ob der|de|del|la|upon|on|bei|und|and|of) )?\p{Lu}[\p{L}.'’\-]*){0,3})");
  static const RE2 kDash(R"(\s*(?:–|—|--|-|‒|―)\s+|\s*(?:—|--)|:\s+)");
  static const RE2 kLooseEnd(R"(\s*[.:]?\s+)");
  std::string_view rest = line.substr(0, kLongestDateline);
  while (!rest.empty() && rest.size() < line.size() && (static_cast<unsigned char>(line[rest.size()]) & 0xC0) == 0x80)
    rest.remove_suffix(1);
  const std::string_view head = rest;
  Dateline dateline;
  std::string_view place;
  if (!take_bracket(rest, dateline, context) || dateline.agency.empty()) {
    rest = head;
    dateline = {};
    if (take_date_alone(rest, dateline, context)) {
      dateline.end = head.size() - rest.size();
      return begins_a_sentence(line.substr(dateline.end)) ? std::optional(dateline) : std::nullopt;
    }
    if (!consume(rest, kPlace)) return std::nullopt;
    place = head.substr(0, head.size() - rest.size());
  }
  const size_t place_end = place.size();
  take_additions(head, rest, place, dateline, context);
  const bool capitals = in_capitals(head.substr(0, place_end));
  if (capitals) dateline.sure = true;
  if (trim(rest).empty()) {  // a line of its own needs more than capitals, which headlines have too
    dateline.end = line.size();
    if (head.size() != line.size() || (!dateline.date && dateline.agency.empty())) return std::nullopt;
    return dateline;
  }
  const bool dash = consume(rest, kDash);
  if (!dash && (dateline.agency.empty() || !consume(rest, kLooseEnd))) return std::nullopt;
  dateline.end = head.size() - rest.size();
  if (trim(line.substr(dateline.end)).empty()) {
    dateline.end = line.size();
    if (!dateline.sure) return std::nullopt;
    return dateline;
  }
  if (!begins_a_sentence(line.substr(dateline.end))) return std::nullopt;
  const bool colon = head.substr(0, dateline.end).find(':', place_end) != head.npos && dateline.agency.empty();
  if (!dateline.sure && (!is_known_place(place) || has_second_dash(line.substr(dateline.end)))) return std::nullopt;
  if (colon && !dateline.date) return std::nullopt;  // "Wien: …" is as often a heading
  return dateline;
}

}  // namespace depesche
