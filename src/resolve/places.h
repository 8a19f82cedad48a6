// Places: where an act happened, by the words that the reader takes for it.
#pragma once

#include <depesche/document.h>
#include <depesche/record.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "resolve/surroundings.h"

namespace depesche {

class Places {
 public:
  // All outlive it.
  Places(const Article& article, const Knowledge& knowledge, const Surroundings& surroundings);

  // A state; a place by name, of several the likeliest here; a part of one or a site in it ("Norden Argentiniens",
  // "Flughafen von Rosario"), which has its country but not its coordinates; else what its words say of its kind ("Genfer
  // See").
  // Tells `why` the rule.
  EventPlace at(Span words, std::vector<Reason>& why) const;

 private:
  std::optional<KnownPlace> known(std::string_view name, Span words) const;
  void describe_by_parts(EventPlace& place, Span words, std::vector<Reason>& why) const;

  const Article& article_;
  const Knowledge& knowledge_;
  const Surroundings& surroundings_;
  const std::string_view language_;
};

}  // namespace depesche
