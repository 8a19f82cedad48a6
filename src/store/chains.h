// Versions of one article: the same address, or the same id at the same outlet, with other bytes.
//
// The current version is the one of the latest run, then retrieved, then published last; that does not depend on the order
// within a run. Events of earlier versions stay: "confirmed" where the current version tells the same act (type, status, who
// and whom), else "withdrawn".
#pragma once

#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace depesche::store {

// What the article has in common with its versions: the keys of `article_keys`.
std::vector<std::string> version_keys(Database& db, int64_t article);

// Puts the article (a row of `articles`) into its chain; returns the sha256 of another version, or nothing where it is the
// only one. The article's events are there already.
std::optional<std::string> join_chain(Database& db, int64_t article);

// Takes the article out of its chain; the others stand anew.
void leave_chain(Database& db, int64_t article);

// Which version is current, and how the events and quotations of all stand, decided anew for the article's chain.
void settle_chain(Database& db, int64_t article);

}  // namespace depesche::store
