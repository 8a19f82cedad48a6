// Entities: one for each distinct name in an article.
#pragma once

#include <depesche/document.h>
#include <depesche/record.h>

#include <map>
#include <span>
#include <string>
#include <vector>

#include "resolve/knowledge.h"

namespace depesche {

// The entities of one article and which of its words mean which of them.
class EntityTable {
 public:
  // `spans`: the words for every participant and speaker, in any order, repeats allowed. `more`: further words that become
  // mentions where they name one of those entities, and are passed over where they do not.
  EntityTable(const Article& article, std::vector<Span> spans, std::span<const Span> more, const Knowledge& knowledge);

  // The entity's id for one of the constructor's `spans`.
  const std::string& id_of(Span span) const { return entities_[of_span_.at(span)].id; }

  std::vector<Entity> take() && { return std::move(entities_); }

 private:
  std::vector<Entity> entities_;  // in order of their first mention
  std::map<Span, size_t> of_span_;
};

}  // namespace depesche
