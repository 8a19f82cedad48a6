// A record as the rows that are made of it: what can be asked for, and made again at any time.
//
// Pure functions of the record: the same record gives the same rows wherever and whenever it is stored.
#pragma once

#include <depesche/error.h>
#include <depesche/record.h>

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace depesche::store {

// What somebody is to an event or a quotation. Part of the file's form: never renumber.
enum class Role : int { kActor = 0, kRecipient = 1, kSource = 2, kSpeaker = 3, kAddressee = 4 };
inline constexpr std::array<std::string_view, 5> kRoleNames{"actor", "recipient", "source", "speaker", "addressee"};

struct EntityRow {
  int64_t item = 0;
  std::string key;  // of its actor
  std::string name;
  std::optional<std::string> type, country, sector, role;
  std::set<std::string> words;  // of its names, folded

  bool operator==(const EntityRow&) const = default;
};

struct EventRow {
  int64_t item = 0;
  const Event* event = nullptr;
  std::optional<int64_t> first_day, last_day;  // of the act; else of the publication
  Span sentence;
  std::vector<std::pair<Role, int64_t>> parties;  // with the entity's item
  std::set<std::string> terms;
};

struct QuoteRow {
  int64_t item = 0;
  const Quote* quote = nullptr;
  Span sentence;
  std::vector<std::pair<Role, int64_t>> parties;  // speaker and addressee
  std::set<std::string> terms;
};

// Holds pointers into the record.
struct Rows {
  std::vector<EntityRow> entities;
  std::vector<EventRow> events;
  std::vector<QuoteRow> quotes;
  std::set<std::string> terms;  // of the article
};

// Errors  kTooLarge: more events, quotations or entities than a store numbers (8,191); kBadInput: an id that is no id of
// ours.
Result<Rows> rows_of(const Record& record);

// The actor's key in the store: that of the record; else for a full name (person: two words or more) a key made of it and
// the country, as two people of one name and one country cannot be told apart; else one of this article alone.
std::string actor_key(const Entity& entity, const Article& article);

// What comparing outlets, places and names goes by.
std::string term_value(std::string_view text);

// The number in "v12"; nothing where it is none, or 0.
std::optional<int64_t> number_of_id(std::string_view id, char letter);

}  // namespace depesche::store
