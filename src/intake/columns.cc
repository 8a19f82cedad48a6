#include "intake/columns.h"

#include <algorithm>

#include "base/fail.h"
#include "base/tsv.h"
#include "base/utf8.h"

namespace depesche {

Result<ColumnNames> read_column_map(std::string_view map) {
  ColumnNames names = own_column_names();
  std::array<bool, kColumns> told{};
  if (trim(map).empty()) return names;
  for (const std::string_view pair : split(map, ',')) {
    const size_t equals = pair.find('=');
    const std::string_view column = trim(pair.substr(0, equals));
    const std::string_view name = equals == pair.npos ? std::string_view() : trim(pair.substr(equals + 1));
    const auto known = std::find(kColumnNames.begin(), kColumnNames.end(), column);
    const auto at = static_cast<size_t>(known - kColumnNames.begin());
    if (known == kColumnNames.end() || name.empty() || told[at]) {
      return fail(ErrorCode::kBadArgument, "'{}' maps nothing; write COLUMN=NAME, each once, with a column of {}", pair,
                  fmt::join(kColumnNames, ", "));
    }
    names[at] = name;
    told[at] = true;
  }
  return names;
}

}  // namespace depesche
