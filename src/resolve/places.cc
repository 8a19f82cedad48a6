#include "resolve/places.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "resolve/phrase.h"
#include "resolve/place_words.h"

namespace depesche {
namespace {

// What a position stands for: a site is a point, anything larger than a town a region.
std::string precision_of_kind(std::string_view kind) {
  if (kind == "site") return "point";
  return kind == "city" || kind == "capital" || kind == "place" ? "city" : "region";
}

}  // namespace

Places::Places(const Article& article, const Knowledge& knowledge, const Surroundings& surroundings)
    : article_(article), knowledge_(knowledge), surroundings_(surroundings), language_(language_of_tables(article)) {}

std::optional<KnownPlace> Places::known(std::string_view name, Span words) const {
  if (auto place = surroundings_.place(name, words)) return place;
  if (language_ != "de") return std::nullopt;
  for (const std::string& other : uninflected(name)) {
    if (auto place = surroundings_.place(other, words)) return place;
  }
  return std::nullopt;
}

EventPlace Places::at(Span words, std::vector<Reason>& why) const {
  EventPlace place;
  place.span = words;
  const std::string whole = plain(words.of(article_.text));
  place.name = known(whole, words) ? whole : std::string(without_article(whole));  // "The Hague" has its own
  if (const auto state = knowledge_.actor(place.name, language_, {});
      state && state->type == EntityType::kState && !state->by_seat) {
    place.name = state->name;
    place.country = state->country;
    place.precision = "country";
    why.push_back({"places", "country", words, state->row});
  } else if (const auto found = known(place.name, words)) {
    place.name = found->name;
    if (found->countries.size() == 1) place.country = found->countries.front();
    place.lat = found->lat;
    place.lon = found->lon;
    place.precision = precision_of_kind(found->kind);
    why.push_back({"places", "place", words, found->row});
  } else {
    describe_by_parts(place, words, why);
  }
  if (!place.country) {
    if (const auto beside = surroundings_.country_beside(words)) {
      place.country = *beside;
      why.push_back({"places", "country beside", words, {}});
    }
  }
  return place;
}

void Places::describe_by_parts(EventPlace& place, Span words, std::vector<Reason>& why) const {
  const bool german = language_ == "de";
  const std::vector<Span> parts = surroundings_.words_in(words);
  std::string_view precision;  // of the first word for a kind: "Flughafen der Stadt Rosario"
  for (const Span part : parts) {
    if (precision.empty()) precision = precision_of_word(part.of(article_.text), german);
  }
  if (!precision.empty()) {
    place.precision = precision;
    why.push_back({"places", "word for its kind", words, {}});
  }
  const auto country = surroundings_.country_named(words);
  if (country) place.country = *country;
  // The longest known name in it.
  constexpr size_t kLongestName = 5;
  for (size_t count = std::min(parts.size(), kLongestName + 1); count-- > 1;) {
    for (size_t i = 0; i + count <= parts.size(); ++i) {
      const Span inside{parts[i].begin, parts[i + count - 1].end};
      const std::string_view name = inside.of(article_.text);
      if (!is_capitalised(name) || (count == 1 && !precision_of_word(name, german).empty())) continue;
      const auto found = known(name, words);
      const auto is_here = [&](const std::string& of_place) {
        return country ? of_place == *country
                       : found->population >= kWellKnownPeople || surroundings_.speaks_of(of_place) ||
                             found->countries.size() > 1;
      };
      if (!found || std::none_of(found->countries.begin(), found->countries.end(), is_here)) continue;
      if (found->countries.size() == 1) place.country = found->countries.front();
      const std::string kind = precision_of_kind(found->kind);
      if (!place.precision) place.precision = kind;
      why.push_back({"places", "place inside", inside, found->row});
      // A part of a town is where the town is; of anything larger, that says nothing.
      if (place.precision == "city" && kind == "city") {
        place.lat = found->lat;
        place.lon = found->lon;
      }
      return;
    }
  }
}

}  // namespace depesche
