#include "cli/store_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/terminal.h"
#include "store/row_ids.h"

namespace depesche {
namespace {

std::string day(const store::EventView& event) {
  char buffer[11];
  if (!event.first_day) return "undated   ";
  std::string text(store::day_text(*event.first_day, buffer));
  if (event.last_day && *event.last_day != *event.first_day)
    text += fmt::format("…{}", store::day_text(*event.last_day, buffer));
  return text;
}

template <class Items>
std::string names(const Items& items) {
  std::string all;
  for (const auto& item : items) {
    all +=
        fmt::format("{}{}{}", all.empty() ? "" : ", ", one_line(item.name), item.country ? " (" + *item.country + ")" : "");
  }
  return all;
}

std::string marked(std::string_view text, Span sentence, Span words, bool colour, std::string_view mark) {
  const Span within{std::max(sentence.begin, words.begin), std::min(sentence.end, words.end)};
  if (within.begin >= within.end) return one_line(sentence.of(text));
  return one_line(text.substr(sentence.begin, within.begin - sentence.begin)) + (colour ? "\x1b[1;33m" : std::string(mark)) +
         one_line(within.of(text)) + (colour ? "\x1b[0m" : std::string(mark)) +
         one_line(text.substr(within.end, sentence.end - within.end));
}

std::string from(const store::ArticleView& article) {
  return fmt::format("{}{}{}", article.outlet.value_or(""), article.outlet ? ": " : "",
                     article.title.value_or("(without a title)"));
}

}  // namespace

std::string event_text(const store::EventView& event, bool colour) {
  std::string line = fmt::format("{}  {}{}", day(event), event.type, event.mode ? "/" + *event.mode : "");
  if (event.status != "actual") line += " (" + event.status + ")";
  if (event.standing != "current") line += " [" + event.standing + "]";
  line += "  " + (event.actors.empty() ? "?" : names(event.actors));
  if (!event.recipients.empty()) line += " → " + names(event.recipients);
  if (!event.places.empty()) line += "  in " + names(event.places);
  if (event.attributed) line += "  according to " + (event.voices.empty() ? "somebody" : names(event.voices));
  return fmt::format("{}  {:.2f}\n    {}\n    {}  {}\n", line, event.confidence,
                     marked(event.article.text, event.sentence, event.trigger, colour, "*"), event.id,
                     one_line(from(event.article)));
}

std::string quote_text(const store::QuoteView& quote, bool colour) {
  const std::string published = quote.article.published ? quote.article.published->substr(0, 10) : "undated   ";
  std::string line =
      fmt::format("{}  {}  {}", published, quote.type, quote.speaker ? names(std::vector{*quote.speaker}) : "?");
  if (quote.addressee) line += " to " + names(std::vector{*quote.addressee});
  if (quote.standing != "current") line += " [" + quote.standing + "]";
  // The content may go on past its first sentence.
  const Span shown{std::min(quote.sentence.begin, quote.content.begin), std::max(quote.sentence.end, quote.content.end)};
  return fmt::format("{}  {:.2f}\n    {}\n    {}  {}\n", line, quote.confidence,
                     marked(quote.article.text, shown, quote.content, colour, "*"), quote.id, one_line(from(quote.article)));
}

std::string article_line(const store::ArticleView& article) {
  std::string line =
      fmt::format("{}  {}  {}", article.id(), article.published ? article.published->substr(0, 10) : "undated   ",
                  one_line(from(article)));
  if (article.superseded) line += " [earlier version]";
  if (article.pubstatus) line += " [" + *article.pubstatus + "]";
  return line + "\n";
}

}  // namespace depesche
