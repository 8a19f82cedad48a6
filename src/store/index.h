// The rows that a record is found by: written, taken out, and compared with what they should be.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
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
// The same where nobody knows what was written, as the record or text is damaged: looks through all of the index.
void remove_all_rows(Database& db, int64_t article);

// Takes out actors whom no article names any more. `actors`: row ids to look at.
void drop_unnamed(Database& db, const std::set<int64_t>& actors);

// Takes out what the actors were called in this article alone. The article's own rows are out already. Reads the records of
// other articles that name them, until every word is met; those that are damaged have none.
using WordsOfActors = std::map<int64_t, std::set<std::string>>;  // actor's row id -> words of its names
WordsOfActors words_of_actors(Database& db, int64_t article, const Rows& rows);
WordsOfActors all_words_of_actors(Database& db, int64_t article);  // by whatever article
void drop_words(Database& db, const WordsOfActors& words);

// The number by which postings know that this actor (a row id) plays this role; below 0, where no number of `terms` is.
int64_t actor_term(Role role, int64_t actor);

// Adds the article's words to the full-text index, or takes them out; the row of `articles` is there.
void write_words(Database& db, int64_t article);
void remove_words(Database& db, int64_t article);

}  // namespace depesche::store
