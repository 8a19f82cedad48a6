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

// What an item is found by: the words of its row in the full-text index `postings`.
struct Posting {
  int64_t item = 0;
  std::vector<std::string> tokens;  // sorted, each once
};
using Postings = std::vector<Posting>;

// t17: a term (a row id of `terms`); of the article, for its events and quotations, l17; what is in no term is in no token.
std::string term_token(int64_t term);
std::string article_term_token(int64_t term);
// An actor (a row id) in a role: a17, r17, o17 (source), s17, d17 (addressee).
std::string actor_token(Role role, int64_t actor);

// What the article and its items are found by; its terms and entities are in the store.
Postings postings_of(Database& db, int64_t article, const Rows& rows);

// Writes the rows for the article of this row id, all but the postings, which are added to `postings`. Events stand as
// "current" until settle_chain() says otherwise.
void write_rows(Database& db, int64_t article, const Rows& rows, Postings& postings);

// Of many articles together: the index is written piece by piece, the fewer the better.
void write_postings(Database& db, Postings postings);

// Takes them out again. `rows` are those that were written.
void remove_rows(Database& db, int64_t article, const Rows& rows);
// The same where nobody knows what was written, as the record or text is damaged: leaves the postings, which are to be made
// again.
void remove_rows_of_unknown(Database& db, int64_t article);

// Takes out actors whom no article names any more. `actors`: row ids to look at.
void drop_unnamed(Database& db, const std::set<int64_t>& actors);
// Takes out terms that nothing is found by any more.
void drop_unused_terms(Database& db);

// Takes out what the actors were called in this article alone. The article's own rows are out already. Reads the records of
// other articles that name them, until every word is met; those that are damaged have none.
using WordsOfActors = std::map<int64_t, std::set<std::string>>;  // actor's row id -> words of its names
WordsOfActors words_of_actors(Database& db, int64_t article, const Rows& rows);
WordsOfActors all_words_of_actors(Database& db, int64_t article);  // by whatever article
void drop_words(Database& db, const WordsOfActors& words);

// Adds the article's words to the full-text index, or takes them out; the row of `articles` is there.
void write_words(Database& db, int64_t article);
void remove_words(Database& db, int64_t article);

}  // namespace depesche::store
