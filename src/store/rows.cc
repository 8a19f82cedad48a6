#include "store/rows.h"

#include <charconv>
#include <map>

#include "base/fail.h"
#include "base/letters.h"
#include "base/utf8.h"
#include "document/names.h"
#include "store/row_ids.h"
#include "store/stems.h"

namespace depesche::store {
namespace {

constexpr size_t kWordsOfFullName = 2;
constexpr size_t kIdDigits = 16;  // of an article's sha256: enough that no two of a store share them

// The longest of the entity's names in the text.
std::string_view longest_name(const Entity& entity, const Article& article) {
  std::string_view longest;
  for (const Mention& mention : entity.mentions) {
    const std::string_view words = mention.span.of(article.text);
    if (mention.form == MentionForm::kName && words.size() > longest.size()) longest = words;
  }
  return longest;
}

std::string slug_of(std::string_view name) {
  std::string slug;
  for (const Word& word : words_in(name)) {
    const std::string ascii = to_ascii(word.folded);
    if (ascii.empty()) continue;
    if (!slug.empty()) slug += '-';
    slug += ascii;
  }
  return slug;
}

EntityRow entity_row(const Entity& entity, const Article& article, int64_t item) {
  EntityRow row{item, actor_key(entity, article), entity.name, std::nullopt, entity.country, entity.sector, entity.role, {}};
  if (entity.type) row.type = std::string(name_of(*entity.type));
  for (Word& word : words_in(entity.name)) row.words.insert(std::move(word.folded));
  for (const Mention& mention : entity.mentions) {
    if (mention.form != MentionForm::kName) continue;
    for (Word& word : words_in(mention.span.of(article.text))) row.words.insert(std::move(word.folded));
  }
  return row;
}

class Builder {
 public:
  explicit Builder(const Record& record) : record_(record) {}

  Result<Rows> build() {
    for (const Entity& entity : record_.entities) {
      auto item = item_number(entity.id, 'e', 0, kItems);
      if (!item) return tl::unexpected(std::move(item.error()));
      entity_at_[entity.id] = rows_.entities.size();
      rows_.entities.push_back(entity_row(entity, record_.article, *item));
    }
    if (record_.article.language) rows_.terms.insert("lang=" + *record_.article.language);
    if (record_.article.outlet) rows_.terms.insert("outlet=" + term_value(*record_.article.outlet));
    if (record_.article.agency) rows_.terms.insert("agency=" + term_value(*record_.article.agency));
    for (const Event& event : record_.events) {
      auto item = item_number(event.id, 'v', 0, kFirstQuote);
      if (!item) return tl::unexpected(std::move(item.error()));
      rows_.events.push_back(event_row(event, *item));
    }
    for (const Quote& quote : record_.quotes) {
      auto item = item_number(quote.id, 'q', kFirstQuote, kItems);
      if (!item) return tl::unexpected(std::move(item.error()));
      rows_.quotes.push_back(quote_row(quote, *item));
    }
    return std::move(rows_);
  }

 private:
  static Result<int64_t> item_number(const std::string& id, char letter, int64_t first, int64_t end) {
    const auto number = number_of_id(id, letter);
    if (!number) return fail(ErrorCode::kBadInput, "'{}' is no id of a record", id);
    if (first + *number >= end) {
      return fail(ErrorCode::kTooLarge, "has more than {} events, quotations or entities; cut it into articles",
                  end - first - 1);
    }
    return first + *number;
  }

  EventRow event_row(const Event& event, int64_t item) {
    EventRow row{item, &event, {}, {}, record_.sentences[event.sentence], {}, {}};
    const bool dated = event.time && event.time->begin;
    const std::optional<std::string>& day = dated ? event.time->begin : record_.article.published.value;
    const std::optional<std::string>& last = dated && event.time->end ? event.time->end : day;
    if (day) row.first_day = day_of(*day);
    if (last) row.last_day = last_day_of(*last);
    row.terms.insert("type=" + event.type);
    for (const Participant& p : event.actors) add_party(row, Role::kActor, p.entity);
    for (const Participant& p : event.recipients) add_party(row, Role::kRecipient, p.entity);
    for (const std::string& voice : event.source.chain) add_party(row, Role::kSource, voice);
    for (const EventPlace& place : event.places) {
      row.terms.insert("place=" + term_value(place.name));
      if (place.country) row.terms.insert("country=" + *place.country);
    }
    return row;
  }

  QuoteRow quote_row(const Quote& quote, int64_t item) {
    QuoteRow row{item, &quote, record_.sentences[quote.sentence], {}, {}};
    if (quote.speaker) add_party(row, Role::kSpeaker, quote.speaker->entity);
    if (quote.addressee) add_party(row, Role::kAddressee, quote.addressee->entity);
    return row;
  }

  template <class Row>
  void add_party(Row& row, Role role, const std::string& id) {
    const auto found = entity_at_.find(id);
    if (found == entity_at_.end()) return;
    const EntityRow& entity = rows_.entities[found->second];
    row.parties.emplace_back(role, entity.item);
    const std::string name(kRoleNames[static_cast<size_t>(role)]);
    if (entity.country) row.terms.insert(name + ".country=" + *entity.country);
    if (entity.sector) row.terms.insert(name + ".sector=" + *entity.sector);
  }

  const Record& record_;
  Rows rows_;
  std::map<std::string, size_t> entity_at_;
};

}  // namespace

Result<Rows> rows_of(const Record& record) { return Builder(record).build(); }

std::string actor_key(const Entity& entity, const Article& article) {
  if (entity.actor) return *entity.actor;
  const std::string_view name = longest_name(entity, article);
  const bool is_person = entity.type == EntityType::kPerson;
  const bool is_named = entity.type == EntityType::kOrganisation || entity.type == EntityType::kPlace || is_person;
  const std::string slug = slug_of(name);
  if (!is_named || slug.empty() || (is_person && words_in(name).size() < kWordsOfFullName)) {
    return "article/" + article.id.substr(0, kIdDigits) + "/" + entity.id;
  }
  return std::string(name_of(*entity.type)) + "/" + slug + (entity.country ? "." + *entity.country : "");
}

std::string term_value(std::string_view text) { return letter_key(text); }

std::optional<int64_t> number_of_id(std::string_view id, char letter) {
  int64_t number = 0;
  if (id.size() < 2 || id[0] != letter) return std::nullopt;
  const auto [end, fault] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  if (fault != std::errc() || end != id.data() + id.size() || number < 1) return std::nullopt;
  return number;
}

}  // namespace depesche::store
