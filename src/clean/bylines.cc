#include "clean/bylines.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <utility>

#include "base/utf8.h"
#include "clean/shape.h"

namespace depesche {
namespace {

struct Agency {
  std::string_view folded;
  std::string_view name;
};
constexpr Agency kAgencies[] = {
    {"dpa", "dpa"},
    {"dpa-afx", "dpa-AFX"},
    {"afp", "AFP"},
    {"afpd", "AFP"},
    {"reuters", "Reuters"},
    {"rtr", "Reuters"},
    {"ap", "AP"},
    {"associated press", "AP"},
    {"the associated press", "AP"},
    {"apa", "APA"},
    {"kna", "KNA"},
    {"epd", "epd"},
    {"sid", "SID"},
    {"ansa", "ANSA"},
    {"tass", "TASS"},
    {"itar-tass", "TASS"},
    {"xinhua", "Xinhua"},
    {"pa", "PA"},
    {"pa media", "PA"},
    {"press association", "PA"},
    {"aap", "AAP"},
    {"upi", "UPI"},
    {"ians", "IANS"},
    {"pti", "PTI"},
    {"ani", "ANI"},
    {"ddp", "ddp"},
    {"dapd", "dapd"},
    {"sda", "SDA"},
    {"keystone-sda", "Keystone-SDA"},
    {"ats", "ATS"},
    {"interfax", "Interfax"},
    {"ria", "RIA"},
    {"ria novosti", "RIA"},
    {"kyodo", "Kyodo"},
    {"yonhap", "Yonhap"},
    {"anadolu", "Anadolu"},
    {"efe", "EFE"},
    {"belga", "Belga"},
    {"pap", "PAP"},
    {"ctk", "ČTK"},
    {"čtk", "ČTK"},
    {"mti", "MTI"},
    {"hina", "HINA"},
    {"tanjug", "Tanjug"},
    {"dts", "dts"},
    {"ots", "ots"},
    {"bloomberg", "Bloomberg"},
    {"dow jones", "Dow Jones"},
    {"idw", "idw"},
    {"ritzau", "Ritzau"},
    {"ntb", "NTB"},
    {"cp", "CP"},
    {"the canadian press", "CP"},
    {"canadian press", "CP"},
    {"cna", "CNA"},
    {"bta", "BTA"},
    {"lusa", "Lusa"},
    {"unb", "UNB"},
    {"nan", "NAN"},
    {"ukrinform", "Ukrinform"},
    {"agerpres", "Agerpres"},
    {"awp", "AWP"},
    {"spot on news", "spot on news"},
    {"cnn", "CNN"},
};

// Offices and groups, which name no person. `behind_a_name`: then any mention of such an office will do.
bool names_nobody(std::string_view part, bool behind_a_name) {
  static const RE2 kOffice(
      R"((?i)(?:[\pL.'’\-]+ ){0,4}(?:writers?|reporters?|correspondents?|editors?|columnist|contributors?|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|autor(?:in)?|volontär(?:in)?|staff|desk|team|bureau|agencies|agenturen|redaktion|services?|zeitung|online))");
  static const RE2 kMention(
      R"((?i).*\b(?:writers?|reporters?|correspondents?|editors?|columnist|contributor|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|autor(?:in)?|volontär(?:in)?|press)\b.*)");
  static const RE2 kInitial(R"(.*\b\p{Lu}\. .*)");  // "John Q. Writer" is a person
  return (RE2::FullMatch(re2::StringPiece(part), kOffice) && !RE2::FullMatch(re2::StringPiece(part), kInitial)) ||
         (behind_a_name && RE2::FullMatch(re2::StringPiece(part), kMention));
}

// "Ein Kommentar von Anna Beispiel" → "Anna Beispiel"; npos where no such words begin the line.
size_t after_byline_words(std::string_view line) {
  static const RE2 kWords(
      R"((?:(?:(?:Ein|Eine|Der|Die|Das|An?|The) )?(?:(?:Gast|Leit)?[Kk]ommentar|Gastbeitrag|Analyse|Kolumne|Essay|Glosse|Leitartikel|Interview|Reportage|Bericht|Meinung|Beitrag|Porträt|Rezension|Protokoll|[Cc]ommentary|[Aa]nalysis|[Cc]olumn|[Oo]pinion|[Rr]eport|[Ss]tory|[Rr]eview|[Ii]nterview|[Ww]ritten|[Rr]eported|Words|Aufgezeichnet|Geschrieben|Verfasst) )?)"
      R"((?:[Vv]on|VON|[Bb]y|BY)(?: unser(?:em|er) [\p{L}\-]+)?:? )"
      R"(|(?i:autor|autorin|autoren|autor:in|author|authors|byline|written by|verfasser|verfasserin|text|interview|protokoll|redaktion|reporter|reporting|words): ?)");
  re2::StringPiece rest(line);
  if (!RE2::Consume(&rest, kWords) || rest.size() == line.size()) return line.npos;
  return line.size() - rest.size();
}

std::vector<std::string_view> split_names(std::string_view text) {
  static const RE2 kBetween(R"((.*?)(?: ?[,;/|&•·] ?| (?:und|and|sowie|with|mit|for|für|in|aus) ))");
  std::vector<std::string_view> names;
  re2::StringPiece rest(text);
  re2::StringPiece name;
  while (RE2::Consume(&rest, kBetween, &name)) names.push_back(trim(name));
  names.push_back(trim(rest));
  return names;
}

void add_agency(std::string& agencies, std::string_view name) {
  if (fmt::format("/{}/", agencies).find(fmt::format("/{}/", name)) != std::string::npos) return;
  if (!agencies.empty()) agencies += '/';
  agencies += name;
}

bool is_place_behind_names(std::string_view part) {
  static const RE2 kPlace(R"(\p{Lu}[\p{L}.\-]+(?: \p{Lu}[\p{L}.\-]+)?)");
  return RE2::FullMatch(re2::StringPiece(part), kPlace);
}

// What every byline has; cheap to look for in lines that are none.
bool may_be_byline(std::string_view line) {
  for (const std::string_view sign : {":", "on ", "ON ", "y ", "Y "})
    if (line.find(sign) != line.npos) return true;
  return false;
}

}  // namespace

std::optional<std::string> agency_name(std::string_view word) {
  if (word.empty() || word.size() > 24) return std::nullopt;
  const std::string folded = fold_case(word);
  for (const Agency& agency : kAgencies)
    if (folded == agency.folded) return std::string(agency.name);
  return std::nullopt;
}

std::optional<std::string> read_credit(std::string_view inside) {
  static const RE2 kSign(R"([a-zäöüß]{2,5}\.?|[A-Z]{2,3})");
  static const RE2 kBetween(R"((.*?)(?: ?[/,+&] ?| und | and |; ?| mit ))");
  static const RE2 kWith(R"((?i)(?:mit (?:material|informationen) (?:von |der )?|mit |with |own/|quelle: ?|source: ?))");
  if (inside.empty() || inside.size() > 60) return std::nullopt;
  re2::StringPiece rest(inside);
  RE2::Consume(&rest, kWith);
  std::string agencies;
  bool lower_sign = false;
  re2::StringPiece part;
  for (bool last = false; !last;) {
    if (!RE2::Consume(&rest, kBetween, &part)) {
      part = rest;
      last = true;
    }
    if (const auto name = agency_name(trim(part)))
      add_agency(agencies, *name);
    else if (RE2::FullMatch(part, kSign))
      lower_sign = lower_sign || is_lower(code_point_at(part, 0).value);
    else
      return std::nullopt;
  }
  // "(CDU)" is a party, not a sign.
  if (agencies.empty() && !lower_sign) return std::nullopt;
  return agencies;
}

bool looks_like_name(std::string_view text) {
  static const RE2 kName(
      R"((?:(?:Dr|Prof|Mr|Mrs|Ms|Sir)\.? )?\p{Lu}[\p{L}\p{M}'’\-]*\.?(?: (?:(?:von|van|vom|zu|zum|de|der|den|del|della|di|da|dos|du|la|le|al|el|bin|ibn|ter|ten|af|und zu) ?){0,3}(?:(?:d'|d’|al-|el-|O'|O’|Mc|Mac)?\p{Lu}[\p{L}\p{M}'’\-]*\.?)){1,4})");
  return text.size() <= 60 && RE2::FullMatch(re2::StringPiece(text), kName);
}

std::optional<Byline> read_byline(std::string_view line) {
  if (line.size() > 200 || !may_be_byline(line)) return std::nullopt;
  const size_t begin = after_byline_words(line);
  if (begin == line.npos) return std::nullopt;
  std::string_view rest = trim(line.substr(begin));
  static const RE2 kMail(R"( ?[(<]?[\w.+\-]+@[\w.\-]+[)>]?)");
  static const RE2 kBracket(R"( \(([^()]{2,40})\))");
  std::string names(rest);
  Byline byline;
  RE2::GlobalReplace(&names, kMail, "");
  std::string bracket;
  if (RE2::PartialMatch(names, kBracket, &bracket)) {
    if (const auto credit = read_credit(bracket)) byline.agency = *credit;
    RE2::GlobalReplace(&names, kBracket, "");
  }
  if (names.ends_with('.') && count_words(names) > 4) return std::nullopt;
  bool any = !byline.agency.empty();
  bool first = true;
  for (const std::string_view part : split_names(names)) {
    if (part.empty()) continue;
    if (const auto agency = agency_name(part)) {
      add_agency(byline.agency, *agency);
      any = true;
    } else if (names_nobody(part, !first) && part.size() <= 60) {
      // "our staff" is a byline, but only of an editor's making.
      any = any || !first || part.find(' ') != part.npos;
    } else if (looks_like_name(part) && (first || part.find(' ') != part.npos)) {
      byline.authors.emplace_back(part);
      any = true;
    } else if (first || !is_place_behind_names(part)) {
      return std::nullopt;
    }
    first = false;
  }
  if (!any) return std::nullopt;
  return byline;
}

std::optional<Byline> read_credit_line(std::string_view line) {
  if (line.size() > 62) return std::nullopt;
  if (line.size() > 2 && (line.front() == '(' || line.front() == '[') && (line.back() == ')' || line.back() == ']')) {
    auto agencies = read_credit(line.substr(1, line.size() - 2));
    if (!agencies) return std::nullopt;
    return Byline{{}, std::move(*agencies)};
  }
  // Without brackets only a line that names an agency, and no sign in capitals could be a word of a headline.
  auto agencies = read_credit(line);
  if (!agencies || agencies->empty()) return std::nullopt;
  return Byline{{}, std::move(*agencies)};
}

size_t find_final_credit(std::string_view text, Byline& credit) {
  if (!text.ends_with(')') && !text.ends_with(']')) return text.npos;
  const size_t open = text.find_last_of("([");
  if (open == text.npos || open == 0 || text.size() - open > 62) return text.npos;
  if (!ends_sentence(trim(text.substr(0, open)))) return text.npos;
  const auto agencies = read_credit(text.substr(open + 1, text.size() - open - 2));
  if (!agencies) return text.npos;
  credit.agency = *agencies;
  return open;
}

}  // namespace depesche
