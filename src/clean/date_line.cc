#include "clean/date_line.h"

#include <re2/re2.h>

#include "base/utf8.h"
#include "clean/shape.h"

namespace depesche {
namespace {

bool consume(std::string_view& rest, const RE2& pattern) {
  re2::StringPiece piece(rest);
  if (!RE2::Consume(&piece, pattern) || piece.size() == rest.size()) return false;
  rest = rest.substr(rest.size() - piece.size());
  return true;
}

bool take_filler(std::string_view& rest) {
  static const RE2 kFiller(
      R"((?i)(?:[\s\x{A0}|,;:•·/()–—\-]+|(?:am|um|on|at|den|dem|the|der|vom|uhr|et|o'clock|zuerst|erstmals|first|this (?:article|page) was|(?:diese|die) seite wurde|dieser artikel wurde|article|artikel)\b|ß))");
  static const RE2 kReadingTime(
      R"((?i)(?:(?:lesezeit|lesedauer|reading time):? ?(?:ca\.? ?)?\d+ ?min(?:uten?|utes?|s)?\b\.?|\d+[ \-]min(?:ute)?s? read\b))");
  return consume(rest, kFiller) || consume(rest, kReadingTime);
}

// A date line needs no more; a time before its date ("3:15 PM EDT, Mon September 19, 2022") is put together here.
std::optional<DateValue> take_moment(std::string_view& rest, const DateContext& context) {
  if (auto value = take_date(rest, context)) return value;
  std::string_view after = rest;
  DateValue time;
  if (!take_time(after, time)) return std::nullopt;
  while (take_filler(after)) {
  }
  auto value = take_date(after, context);
  if (!value || value->precision != DatePrecision::kDay) return std::nullopt;
  value->time = time.time;
  value->zone = time.zone;
  value->precision = time.precision;
  rest = after;
  return value;
}

}  // namespace

std::optional<DateLine> read_date_line(std::string_view text, const DateContext& context) {
  static const RE2 kPublished(
      R"((?i)(?:veröffentlicht|veroeffentlicht|publiziert|erschienen|erscheinungsdatum|erstellt|publikationsdatum|published|publication date|pub ?date|posted|created|date|datum|stand|online seit|hochgeladen)\b)");
  static const RE2 kUpdated(
      R"((?i)(?:(?:zuletzt |last |letzte |artikel )?(?:aktualisiert|aktualisierung|geändert|änderung|bearbeitet|überarbeitet|updated?|modified|edited|changed)|zuletzt)\b)");
  // Most lines have no figure in them, and end here.
  if (text.size() > 200 || text.find_first_of("0123456789") == text.npos) return std::nullopt;
  DateLine line;
  bool updated = false;
  bool any = false;
  for (line.rest = text; !line.rest.empty();) {
    if (auto value = take_moment(line.rest, context)) {
      auto& slot = updated ? line.updated : line.published;
      if (!slot) slot = value;
      any = true;
      continue;
    }
    DateValue ignored;
    if (any && take_time(line.rest, ignored)) continue;
    if (consume(line.rest, kPublished)) {
      line.labelled = true;
      updated = false;
    } else if (consume(line.rest, kUpdated)) {
      line.labelled = true;
      updated = true;
    } else if (!take_filler(line.rest)) {
      break;
    }
  }
  if (!any) return std::nullopt;
  return line;
}

}  // namespace depesche
