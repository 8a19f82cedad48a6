#include "cli/readable.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "cli/terminal.h"
#include "document/names.h"

namespace depesche {
namespace {

enum class Mark { kTrigger, kParticipant, kPlace, kTime };

struct MarkedSpan {
  Span span;
  Mark mark;
};

class Printer {
 public:
  Printer(const Record& record, bool colour, Reasons reasons) : record_(record), colour_(colour), reasons_(reasons) {
    for (const Entity& entity : record.entities) entities_[entity.id] = &entity;
  }

  std::string print() {
    header();
    events();
    quotes();
    entities();
    removed();
    return std::move(out_);
  }

 private:
  std::string styled(std::string_view text, fmt::text_style style) const {
    return colour_ ? fmt::format(style, "{}", text) : std::string(text);
  }
  std::string bold(std::string_view text) const { return styled(text, fmt::emphasis::bold); }
  std::string faint(std::string_view text) const { return styled(text, fmt::emphasis::faint); }

  void line(std::string_view text) { fmt::format_to(std::back_inserter(out_), "{}\n", text); }
  void section(std::string_view name) {
    line("");
    line(bold(name));
  }

  void header() {
    const Article& a = record_.article;
    line(bold(a.title ? one_line(*a.title) : "(no title)"));
    std::vector<std::string> facts;
    facts.push_back(a.published.value ? fmt::format("{} (date from: {})", *a.published.value, name_of(a.published.from))
                                      : "no date");
    facts.push_back(a.language ? "language " + *a.language : "language unknown");
    for (const auto* fact : {&a.outlet, &a.agency, &a.url}) {
      if (*fact) facts.push_back(**fact);
    }
    if (!a.authors.empty()) facts.push_back(fmt::format("by {}", fmt::join(a.authors, ", ")));
    line(one_line(fmt::format("{}", fmt::join(facts, " · "))));
    for (const std::string& warning : record_.warnings) line(styled("! " + warning, fmt::fg(fmt::terminal_color::yellow)));
  }

  void events() {
    section(fmt::format("Events ({})", record_.events.size()));
    for (const Event& event : record_.events) {
      std::vector<std::string> parts = {event.status, when(event), who(event),
                                        event.mode ? fmt::format("{} {}", event.type, *event.mode) : event.type};
      std::vector<std::string> places;
      for (const EventPlace& place : event.places) places.push_back(one_line(place.name));
      parts.push_back(places.empty() ? "place unknown" : fmt::format("{}", fmt::join(places, "; ")));
      parts.push_back(source(event.source));
      if (event.presupposed.value_or(false)) parts.push_back("taken as known");
      if (event.same_as) parts.push_back("the same as " + *event.same_as);
      parts.push_back(sure(event.confidence));
      line(fmt::format("  {}  {}", faint(event.id), fmt::join(parts, " · ")));
      std::vector<MarkedSpan> marks = {{event.trigger, Mark::kTrigger}};
      for (const auto* side : {&event.actors, &event.recipients}) {
        for (const Participant& p : *side) {
          if (p.span) marks.push_back({*p.span, Mark::kParticipant});
        }
      }
      for (const EventPlace& place : event.places) {
        if (place.span) marks.push_back({*place.span, Mark::kPlace});
      }
      if (event.time && event.time->span) marks.push_back({*event.time->span, Mark::kTime});
      line("      " + marked(record_.sentences[event.sentence], std::move(marks)));
      why(event.why);
    }
  }

  void quotes() {
    section(fmt::format("Quotations ({})", record_.quotes.size()));
    for (const Quote& quote : record_.quotes) {
      std::vector<std::string> parts = {quote.type, quote.speaker ? name(quote.speaker->entity) : "speaker unknown"};
      if (quote.addressee) parts.push_back("to " + name(quote.addressee->entity));
      if (quote.cue) parts.push_back(one_line(quote.cue->of(record_.article.text)));
      parts.push_back(sure(quote.confidence));
      line(fmt::format("  {}  {}", faint(quote.id), fmt::join(parts, " · ")));
      line("      " + one_line(quote.content.of(record_.article.text)));
    }
  }

  void entities() {
    section(fmt::format("Who is who ({})", record_.entities.size()));
    for (const Entity& entity : record_.entities) {
      std::vector<std::string> parts = {entity.type ? std::string(name_of(*entity.type)) : "kind unknown"};
      for (const auto* fact : {&entity.country, &entity.sector, &entity.role, &entity.known_as}) {
        if (*fact) parts.push_back(**fact);
      }
      if (entity.how == EntityHow::kInferred) parts.push_back("inferred from the article");
      const size_t times = entity.mentions.size();
      parts.push_back(fmt::format("named {}", times == 1 ? "once" : fmt::format("{} times", times)));
      line(fmt::format("  {}  {} · {}", faint(entity.id), bold(one_line(entity.name)), fmt::join(parts, " · ")));
      why(entity.why);
    }
  }

  // "why country: before „dänische“ (countries.tsv:67)"
  void why(const std::vector<Reason>& reasons) {
    if (reasons_ == Reasons::kNone) return;
    for (const Reason& reason : reasons) {
      std::string text = fmt::format("      why {}: {}", reason.field, reason.rule);
      if (reason.span) text += fmt::format(", “{}”", shortened(one_line(reason.span->of(record_.article.text))));
      if (!reason.row.empty()) text += fmt::format(" ({})", reason.row);
      if (!reason.candidates.empty()) text += fmt::format(" (one of {})", fmt::join(reason.candidates, ", "));
      line(faint(text));
    }
  }

  void removed() {
    if (record_.article.removed.empty()) return;
    section(fmt::format("Left out of the text ({})", record_.article.removed.size()));
    for (const Removed& removed : record_.article.removed) {
      line(fmt::format("  {}: {}", name_of(removed.why), faint(shortened(one_line(removed.text)))));
    }
  }

  std::string when(const Event& event) const {
    if (!event.time) return "time unknown";
    if (event.time->value) return *event.time->value;
    return event.time->span ? fmt::format("\"{}\"", one_line(event.time->span->of(record_.article.text))) : "time unknown";
  }

  std::string who(const Event& event) const {
    const auto side = [&](const std::vector<Participant>& participants) {
      std::vector<std::string> names;
      for (const Participant& p : participants) names.push_back(name(p.entity));
      return names.empty() ? std::string("?") : fmt::format("{}", fmt::join(names, ", "));
    };
    return fmt::format("{} → {}", side(event.actors), side(event.recipients));
  }

  std::string source(const EventSource& source) const {
    if (source.by == Voucher::kAuthor) return "the article says so";
    std::vector<std::string> chain;
    for (const std::string& id : source.chain) chain.push_back(name(id));
    return chain.empty() ? "according to somebody unnamed"
                         : fmt::format("according to {}", fmt::join(chain, ", according to "));
  }

  std::string name(const std::string& id) const {
    const auto found = entities_.find(id);
    return found == entities_.end() ? id : one_line(found->second->name);
  }

  static std::string sure(double confidence) { return fmt::format("{:.0f} % sure", confidence * 100); }

  // The sentence on one line with the marked words; of words marked twice the first mark in order of `Mark` counts.
  std::string marked(Span sentence, std::vector<MarkedSpan> marks) const {
    std::stable_sort(marks.begin(), marks.end(), [](const MarkedSpan& a, const MarkedSpan& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.mark < b.mark;
    });
    std::string text;
    uint32_t at = sentence.begin;
    for (const MarkedSpan& mark : marks) {
      if (mark.span.begin < at || mark.span.end > sentence.end) continue;
      text += one_line(Span{at, mark.span.begin}.of(record_.article.text));
      text += with_mark(one_line(mark.span.of(record_.article.text)), mark.mark);
      at = mark.span.end;
    }
    return text + one_line(Span{at, sentence.end}.of(record_.article.text));
  }

  std::string with_mark(const std::string& words, Mark mark) const {
    switch (mark) {
      case Mark::kTrigger:
        return colour_ ? styled(words, fmt::emphasis::bold | fmt::fg(fmt::terminal_color::red)) : "*" + words + "*";
      case Mark::kParticipant:
        return colour_ ? styled(words, fmt::fg(fmt::terminal_color::green)) : "[" + words + "]";
      case Mark::kPlace:
        return colour_ ? styled(words, fmt::fg(fmt::terminal_color::blue)) : "{" + words + "}";
      case Mark::kTime:
        return colour_ ? styled(words, fmt::fg(fmt::terminal_color::magenta)) : "<" + words + ">";
    }
    return words;
  }

  static std::string shortened(const std::string& text) {
    constexpr size_t kMost = 100;
    if (text.size() <= kMost) return text;
    size_t end = kMost;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
  }

  const Record& record_;
  bool colour_;
  Reasons reasons_;
  std::map<std::string, const Entity*> entities_;
  std::string out_;
};

}  // namespace

std::string readable(const Record& record, bool colour, Reasons reasons) { return Printer(record, colour, reasons).print(); }

}  // namespace depesche
