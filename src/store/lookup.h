// What an id on the command line means.
#pragma once

#include <string_view>

#include "store/database.h"

namespace depesche::store {

struct Item {
  enum class Type { kArticle, kEvent, kQuote, kActor } type = Type::kArticle;
  int64_t row = 0;  // of the item; of `actors` for an actor
};

// "5891b5b522d5" (an article's sha256 or at least 6 digits of its beginning), "…/v3", "…/q1", an actor's key ("state/RUS"),
// an article's given id.
// Errors  kNotFound: there is none; kBadArgument: several begin so.
Result<Item> find_item(Database& db, std::string_view id);

}  // namespace depesche::store
