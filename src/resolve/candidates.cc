#include "resolve/candidates.h"

namespace depesche {

size_t root_of(const Candidates& candidates, size_t i) {
  while (candidates[i].joins) i = *candidates[i].joins;
  return i;
}

void join(Candidates& candidates, size_t i, size_t other, const char* rule) {
  const size_t from = root_of(candidates, i), to = root_of(candidates, other);
  if (from == to) return;
  candidates[from].joins = to;
  candidates[from].joined_by = rule;
}

Entity of_actor(const KnownActor& actor, const char* rule) {
  Entity entity;
  entity.name = actor.name;
  entity.type = actor.type;
  entity.country = actor.country;
  entity.sector = actor.sector;
  entity.actor = actor.actor;
  entity.known_as = actor.wikidata;
  entity.how = EntityHow::kKnowledge;
  entity.why.push_back({"name", rule, {}, actor.row});
  return entity;
}

}  // namespace depesche
