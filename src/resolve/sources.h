// Sources: who vouches for an act.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>
#include <depesche/record.h>

#include <optional>
#include <vector>

#include "resolve/entities.h"

namespace depesche {

class Sources {
 public:
  // All outlive it; `entities` has its entities when it is asked.
  Sources(const Article& article, const Reading& reading, const EntityTable& entities)
      : text_(article.text),
        sentences_(reading.sentences),
        entities_(entities),
        vouchers_marked_(reading.antecedents_marked) {}

  // What a quotation reports is the word of its speaker; where several hold the act, one voice inside another, and who
  // quotes a speaker ("Die Zeitung zitierte den Minister mit den Worten …") is the voice around theirs. What a speaker or
  // his side does by speaking (a demand, a promise) is the author's report, unless the reader names `voucher`.
  // `event` has its participants, type and status.
  EventSource of(const Event& event, const std::optional<Participant>& voucher, const std::vector<Quote>& quotes,
                 std::vector<Reason>& why) const;

 private:
  bool only_reported(const Event& event, const Participant& speaker) const;
  std::optional<Participant> quoted_by(const Quote& quote) const;

  std::string_view text_;
  const std::vector<Span>& sentences_;
  const EntityTable& entities_;
  const bool vouchers_marked_;  // whether the reader says who vouches
};

}  // namespace depesche
