#include "resolve/whole_phrases.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/tsv.h"
#include "base/utf8.h"
#include "resolve/phrase.h"

namespace depesche {
namespace {

bool joins(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {"and", "or", "und", "oder", "sowie"};
  return kWords.contains(fold_case(word));
}

// Something must follow the word.
bool is_open(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {
      "a",  "an",  "auf", "aus", "bei", "beim", "by",  "das", "dem", "den", "der", "des", "die", "from", "für", "mit",
      "on", "the", "to",  "vom", "zu",  "zum",  "zur", "von", "im",  "in",  "am",  "at",  "of",  "for",  "with"};
  return kWords.contains(fold_case(word)) || joins(word);
}

// "Institute." at a sentence's end; but "Dennis W.", "Corp."
void end_before_stop(std::string_view text, Span& span) {
  constexpr size_t kLongestAbbreviation = 4;  // bytes
  const std::string_view words = span.of(text);
  if (words.size() < 2 || !words.ends_with('.')) return;
  const size_t begin = words.find_last_of(" .-", words.size() - 2);
  const size_t letters = words.size() - 1 - (begin == std::string_view::npos ? 0 : begin + 1);
  if (letters > kLongestAbbreviation) --span.end;
}

class Mender {
 public:
  Mender(std::string_view text, const Reading& reading) : text_(text) {
    if (!reading.names) return;
    for (const NameMention& name : *reading.names) {
      if (name.kind != "other") end_of_.emplace(name.span.begin, name.span.end);
    }
  }

  void mend(Span& span) const {
    end_before_stop(text_, span);
    go_on_to_end_of_name(span);
    const size_t blank = span.of(text_).rfind(' ');
    if (blank == std::string_view::npos || !is_open(span.of(text_).substr(blank + 1))) return;
    const auto name = end_of_.find(span.end + 1);
    const bool follows = name != end_of_.end() && text_[span.end] == ' ';
    if (follows && !joins(span.of(text_).substr(blank + 1))) {
      span.end = name->second;
    } else {
      end_before_open_words(span);
    }
  }

  bool is_name(Span span) const {
    const auto name = end_of_.find(span.begin);
    return name != end_of_.end() && name->second == span.end;
  }

 private:
  void go_on_to_end_of_name(Span& span) const {
    const auto name = end_of_.find(span.begin);
    if (name == end_of_.end() || name->second <= span.end) return;
    const std::string rest = plain(trim(Span{span.end, name->second}.of(text_)));
    const auto words = split(rest, ' ');
    if (std::all_of(words.begin(), words.end(), is_capitalised)) span.end = name->second;
  }

  void end_before_open_words(Span& span) const {
    Span shorter = span;
    while (true) {
      const std::string_view words = shorter.of(text_);
      const size_t blank = words.rfind(' ');
      const std::string_view last = blank == std::string_view::npos ? words : words.substr(blank + 1);
      if (!is_open(last)) break;
      if (blank == std::string_view::npos) return;  // nothing else in it
      shorter.end = shorter.begin + static_cast<uint32_t>(trim(words.substr(0, blank)).size());
    }
    if (shorter.end > shorter.begin) span = shorter;
  }

  std::string_view text_;
  std::map<uint32_t, uint32_t> end_of_;  // of names, by where they begin
};

}  // namespace

void make_phrases_whole(std::string_view text, Reading& reading) {
  if (reading.names) {
    for (NameMention& name : *reading.names) end_before_stop(text, name.span);
  }
  const Mender mender(text, reading);
  std::vector<Span*> participants, places;
  for (Act& act : reading.acts) {
    for (auto* spans : {&act.actors, &act.recipients}) {
      for (Span& span : *spans) participants.push_back(&span);
    }
    for (Span& span : act.places) places.push_back(&span);
  }
  for (Quotation& quotation : reading.quotations) {
    for (auto* span : {&quotation.speaker, &quotation.addressee}) {
      if (*span) participants.push_back(&**span);
    }
  }
  for (ParticipantMention& mention : reading.participants) participants.push_back(&mention.span);
  for (const auto* spans : {&participants, &places}) {
    for (Span* span : *spans) mender.mend(*span);
  }

  // Of the words that begin at one place the longest are whole: "tens" where elsewhere "tens of thousands" is marked; but
  // not where they are several ("rebels and soldiers"), or a name with what is said of it.
  std::map<uint32_t, uint32_t> longest;
  for (const Span* span : participants) {
    uint32_t& end = longest[span->begin];
    end = std::max(end, span->end);
  }
  for (Span* span : participants) {
    const Span rest{span->end, longest.at(span->begin)};
    if (rest.size() == 0 || text[rest.begin] != ' ' || mender.is_name(*span)) continue;
    const std::string more = plain(trim(rest.of(text)));
    const auto words = split(more, ' ');
    if (std::none_of(words.begin(), words.end(), joins)) span->end = rest.end;
  }
}

}  // namespace depesche
