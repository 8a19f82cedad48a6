// Entities: one for each participant, speaker and named person, organisation or place in an article.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>
#include <depesche/record.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "resolve/surroundings.h"

namespace depesche {

// The entities of one article and which of its words mean which of them.
class EntityTable {
 public:
  EntityTable(const Article& article, const Reading& reading, const Knowledge& knowledge, const Surroundings& surroundings);

  // The id of the entity that a participant, speaker or addressee of the reading names.
  const std::string& id_of(Span span) const { return entities_[of_span_.at(span)].id; }

  // The id of the entity by whose mention a word stands, the shortest mention where several hold it; nothing where none
  // does.
  std::optional<std::string> id_at(Span word) const;

  // The entity of this id, which is one of the table's.
  const Entity& with_id(const std::string& id) const;

  // The mentions within the words, in order, and the ids of whom they mean.
  std::vector<std::pair<Span, std::string>> mentions_in(Span words) const;

  std::vector<Entity> take() && { return std::move(entities_); }

 private:
  void take_from_names_inside();

  std::vector<Entity> entities_;  // in order of their first mention
  std::map<Span, size_t> of_span_;
};

}  // namespace depesche
