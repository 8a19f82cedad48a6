// The rows that a record is found by: written, taken out, and compared with what they should be.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "store/database.h"
#include "store/rows.h"

namespace depesche::store {

// What items are found by: a term and an item each.
using Postings = std::vector<std::pair<int64_t, int64_t>>;

// Writes the rows for the article of this row id, all but the postings, which are added to `postings`. Events stand as
// "current" until settle_chain() says otherwise.
void write_rows(Database& db, int64_t article, const Rows& rows, Postings& postings);

// Of many articles together, as those of one term lie side by side in the file.
void write_postings(Database& db, Postings postings);

// Takes them out again. `rows` are those that were written.
void remove_rows(Database& db, int64_t article, const Rows& rows);

// The number by which postings know that this actor (a row id) plays this role; below 0, where no number of `terms` is.
int64_t actor_term(Role role, int64_t actor);

// Adds the article's words to the full-text index, or takes them out; the row of `articles` is there.
void write_words(Database& db, int64_t article);
void remove_words(Database& db, int64_t article);

}  // namespace depesche::store
