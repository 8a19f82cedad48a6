// An article taken out of a store, with every row of it.
#pragma once

#include "store/index.h"

namespace depesche::store {

// Takes out the article (a row id) with text, records and rows, also where its record is damaged; its other versions and
// copies stand among themselves then. Adds to `words` what its actors were called in it (see drop_unmet()).
void remove_article(Database& db, int64_t article, WordsOfActors& words);

// Takes out actors that no entity is any more, and words that no article calls them by.
void drop_unmet(Database& db, const WordsOfActors& words);

}  // namespace depesche::store
