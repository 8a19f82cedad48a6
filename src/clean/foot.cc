#include "clean/foot.h"

#include "clean/bylines.h"
#include "clean/date_line.h"

namespace depesche {
namespace {

constexpr size_t kMostFootLines = 12;     // from the end
constexpr size_t kLongestFootLine = 200;  // bytes

}  // namespace

void read_foot(Lines& lines, size_t begin, const DateContext& context, Findings& findings) {
  const size_t foot = lines.size() > kMostFootLines ? lines.size() - kMostFootLines : 0;
  for (size_t i = begin; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (!line.kept() || line.text.size() > kLongestFootLine || lines.continues(i)) continue;
    auto byline = read_byline(line.text);
    if (!byline && i >= foot) byline = read_credit_line(line.text);
    if (byline) {
      findings.add(*byline);
      line.remove(RemovedWhy::kByline);
      continue;
    }
    const auto dates = read_date_line(line.text, context);
    if (!dates || !dates->rest.empty() || !dates->labelled) continue;
    findings.add(*dates, context);
    line.remove(RemovedWhy::kDateline);
  }
}

}  // namespace depesche
