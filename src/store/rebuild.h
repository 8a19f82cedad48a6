// Everything that is made from the records and texts, made again.
#pragma once

#include "store/database.h"

namespace depesche::store {

// Within the caller's transaction. Damaged records give no rows; verify names them.
void make_rows_again(Database& db);

// The postings alone: they cannot be told what of an article to take out that is damaged.
void make_postings_again(Database& db);

}  // namespace depesche::store
