// The store's care: is it whole, make again what can be made again, forget, write out in one canonical form.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/store.h"

namespace depesche::store {

// Everything that is wrong with the store, one line each, to `tell`; returns how many. Looks at: SQLite's own checks,
// foreign keys, every text and record against its hash, every span (by reading the record), every row made from a record,
// the full-text index, chains and the ledger's sums.
Result<int64_t> verify(Store& store, const std::function<void(const std::string& fault)>& tell);

// Makes everything again that is made from the records and texts, in one transaction.
Result<void> rebuild(Store& store);

// Takes articles (sha256) out, with texts, records, all versions and every row; hashes stay as tombstones, so that the same
// bytes are not added again. Returns how many articles went.
Result<int64_t> forget(Store& store, const std::vector<std::string>& sha256s);

// The sha256 of the articles that name the actor.
Result<std::vector<std::string>> articles_naming(Store& store, const std::string& actor_key);

// The store's content as JSON lines in an order of its own: the same for the same articles, in whatever order, on however
// many threads, after whatever interruptions they came in.
Result<void> dump(Store& store, const std::function<void(const std::string& line)>& put);

}  // namespace depesche::store
