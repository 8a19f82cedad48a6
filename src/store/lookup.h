// What an id on the command line means.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/database.h"

namespace depesche::store {

struct Item {
  enum class Type { kArticle, kEvent, kQuote, kActor } type = Type::kArticle;
  int64_t row = 0;  // of the item; of `actors` for an actor
};

// SQL that gives the actors (row ids) in a name of whom all words stand; nothing where there are no words, or more than a
// name has.
std::optional<std::string> actors_called(std::string_view name);

// "5891b5b522d5" (an article's sha256 or at least 6 digits of its beginning), "…/v3", "…/q1", an actor's key ("state/RUS"),
// an article's given id.
// Errors  kNotFound: there is none; kBadArgument: several begin so.
Result<Item> find_item(Database& db, std::string_view id);

}  // namespace depesche::store
