#include "cli/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>

#include "base/csv_cell.h"
#include "base/fail.h"

namespace depesche {

const std::string_view kEventHeader =
    "given_id,article_id,url,title,published,event,status,type,mode,date,actors,actor_countries,actor_sectors,recipients,"
    "recipient_countries,recipient_sectors,places,place_countries,source,confidence,trigger,sentence\n";
const std::string_view kQuoteHeader =
    "given_id,article_id,url,title,published,quote,type,speaker,speaker_country,speaker_sector,addressee,cue,confidence,"
    "content,"
    "sentence\n";

namespace {

// One row in the making.
class Row {
 public:
  Row& cell(std::string_view value) {
    if (!text_.empty()) text_ += ',';
    text_ += csv_cell(value);
    // An empty first cell must still count as one.
    if (text_.empty()) text_ = "\"\"";
    return *this;
  }
  Row& maybe(const std::optional<std::string>& value) { return cell(value ? std::string_view(*value) : std::string_view()); }
  std::string end() && { return std::move(text_) + "\n"; }

 private:
  std::string text_;
};

std::string joined(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, "; ")); }

class Rows {
 public:
  explicit Rows(const Record& record) : record_(record) {
    for (const Entity& entity : record.entities) entities_[entity.id] = &entity;
  }

  std::string event(const Event& event) const {
    Row row = article_cells();
    row.cell(event.id).cell(event.status).cell(event.type).maybe(event.mode);
    row.maybe(event.time ? event.time->value : std::nullopt);
    for (const auto* side : {&event.actors, &event.recipients}) {
      row.cell(parallel(*side, [&](const Participant& p) { return entity(p).name; }));
      row.cell(parallel(*side, [&](const Participant& p) { return entity(p).country.value_or(""); }));
      row.cell(parallel(*side, [&](const Participant& p) { return entity(p).sector.value_or(""); }));
    }
    std::vector<std::string> places, chain;
    for (const EventPlace& place : event.places) places.push_back(place.name);
    for (const std::string& id : event.source.chain) chain.push_back(entities_.at(id)->name);
    row.cell(joined(places)).cell(parallel(event.places, [](const EventPlace& p) { return p.country.value_or(""); }));
    // Attributed to nobody who is named is not the author's own word.
    row.cell(event.source.by == Voucher::kAuthor ? "author" : chain.empty() ? "attributed" : joined(chain));
    row.cell(fmt::format("{:.2f}", event.confidence));
    row.cell(words(event.trigger)).cell(sentence(event.sentence));
    return std::move(row).end();
  }

  std::string quote(const Quote& quote) const {
    const Entity* speaker = quote.speaker ? entities_.at(quote.speaker->entity) : nullptr;
    Row row = article_cells();
    row.cell(quote.id).cell(quote.type);
    row.cell(speaker ? speaker->name : "")
        .maybe(speaker ? speaker->country : std::nullopt)
        .maybe(speaker ? speaker->sector : std::nullopt);
    row.cell(quote.addressee ? entities_.at(quote.addressee->entity)->name : "");
    row.cell(quote.cue ? words(*quote.cue) : std::string_view());
    row.cell(fmt::format("{:.2f}", quote.confidence));
    row.cell(words(quote.content)).cell(sentence(quote.sentence));
    return std::move(row).end();
  }

 private:
  Row article_cells() const {
    const Article& article = record_.article;
    Row row;
    row.maybe(article.given_id).cell(article.id).maybe(article.url).maybe(article.title).maybe(article.published.value);
    return row;
  }

  // Values run parallel from column to column, so an unknown one stays as an empty place between the semicolons; where all
  // are unknown the cell is empty.
  template <class Item, class Field>
  static std::string parallel(const std::vector<Item>& items, Field field) {
    std::vector<std::string> values;
    for (const Item& item : items) values.push_back(field(item));
    const bool any = std::any_of(values.begin(), values.end(), [](const std::string& value) { return !value.empty(); });
    return any ? joined(values) : std::string();
  }

  const Entity& entity(const Participant& participant) const { return *entities_.at(participant.entity); }

  std::string_view words(Span span) const { return span.of(record_.article.text); }
  std::string_view sentence(uint32_t index) const { return words(record_.sentences[index]); }

  const Record& record_;
  std::map<std::string, const Entity*> entities_;
};

}  // namespace

std::string event_rows(const Record& record) {
  const Rows rows(record);
  std::string text;
  for (const Event& event : record.events) text += rows.event(event);
  return text;
}

std::string quote_rows(const Record& record) {
  const Rows rows(record);
  std::string text;
  for (const Quote& quote : record.quotes) text += rows.quote(quote);
  return text;
}

Result<CsvFile> CsvFile::create(const std::filesystem::path& path, std::string_view header) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) return fail(ErrorCode::kUnreadable, "{}: cannot be written: {}", path.string(), std::strerror(errno));
  CsvFile csv(path, std::move(file));
  if (auto written = csv.add(header); !written) return tl::unexpected(written.error());
  return csv;
}

Result<void> CsvFile::add(std::string_view rows) {
  file_ << rows << std::flush;
  if (!file_) return fail(ErrorCode::kUnreadable, "{}: cannot be written: {}", path_.string(), std::strerror(errno));
  return {};
}

}  // namespace depesche
