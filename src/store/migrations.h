// The form of the store in SQL (FORMAT.md says what it means), and how older forms become this one.
#pragma once

#include "store/database.h"

namespace depesche::store {

// Raised with every change of kSchema, together with a step in migrate() and a store of the version before in tests/compat.
inline constexpr int kStoreVersion = 2;

extern const char* const kSchema;

// Brings a store of version `from` (>= 1, < kStoreVersion) to this one, in one transaction; what is made from the records is
// made again.
void migrate(Database& db, int from);

}  // namespace depesche::store
