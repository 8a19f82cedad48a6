// Synthetic records into a store, and queries against it, timed. bench/store.py calls it.
//
//   depesche_store_records fill FILE N          N records made from a fixed seed; what storing them cost
//   depesche_store_records ask FILE QUERIES     each query of the file, several times; one line "kind milliseconds query" a
//   call
//
// A record is like those of real articles (2026-11: 138 of the dev articles had 310 words, 10 events, 6 quotations, 17
// entities and 23 mentions each): 432 words by Zipf's law, 8 events, 4 quotations, 14 entities, 24 mentions.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <random>

#include "base/sha256.h"
#include "export/tables.h"
#include "store/count.h"
#include "store/store.h"

namespace depesche {
namespace {

constexpr size_t kTogether = 32;
constexpr int kWords = 432, kSentences = 24, kEvents = 8, kQuotes = 4, kEntities = 14, kExtraMentions = 10;
constexpr int kVocabulary = 30'000, kPeople = 20'000, kPlaces = 3'000, kOutlets = 40;
constexpr const char* kTypes[] = {"AGREE",    "CONSULT", "SUPPORT", "COOPERATE", "AID",     "YIELD",
                                  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST", "SANCTION",
                                  "MOBILIZE", "COERCE",  "ASSAULT", "RETREAT",   "DEMAND"};
constexpr const char* kStatuses[] = {"actual", "actual", "actual", "actual", "future", "hypothetical", "negated"};
constexpr const char* kCountries[] = {"USA", "DEU", "RUS", "FRA", "CHN", "UKR", "GBR", "POL", "SYR", "ISR",
                                      "JPN", "IND", "TUR", "IRN", "ITA", "ESP", "AUT", "CHE", "BRA", "EGY"};
constexpr const char* kSectors[] = {"GOV", "GOV", "GOV", "MIL", "COP", "LEG", "OPP", "REB", "CVL", "NGO", "BUS", "MED"};

template <size_t N>
const char* pick(const char* const (&list)[N], std::mt19937_64& random) {
  return list[random() % N];
}

// As long as words are (6.6 bytes with the blank after it; 6.8 in the dev articles): w3 is "w3abc".
std::string word_text(int number) {
  return fmt::format("w{}{}", number, std::string_view("abcd").substr(0, static_cast<size_t>(number % 5)));
}

// The same for the words of a query.
std::string with_word_texts(std::string_view query) {
  std::string text;
  for (size_t at = 0; at < query.size();) {
    const bool begins = query[at] == 'w' && (at == 0 || query[at - 1] == ' ' || query[at - 1] == '"');
    size_t end = at + 1;
    while (begins && end < query.size() && std::isdigit(static_cast<unsigned char>(query[end])) != 0) ++end;
    text += begins && end > at + 1 ? word_text(std::stoi(std::string(query.substr(at + 1, end - at - 1))))
                                   : std::string(query.substr(at, end - at));
    at = end;
  }
  return text;
}

// 0 … n-1, the smaller the likelier.
class Zipf {
 public:
  explicit Zipf(int n) {
    double sum = 0;
    for (int i = 0; i < n; ++i) sums_.push_back(sum += 1.0 / (i + 1));
  }
  int operator()(std::mt19937_64& random) {
    const double at = std::uniform_real_distribution<>(0, sums_.back())(random);
    return static_cast<int>(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

class Maker {
 public:
  explicit Maker(int count) : count_(count) {}

  Record make(int number) {
    random_.seed(static_cast<uint64_t>(number) + 1);
    Record record;
    record.engine = {"bench", "none", "none"};
    Article& article = record.article;
    // As an archive comes: in the order of publication, give or take a week.
    const int day = static_cast<int>(int64_t{number} * 4000 / count_) + static_cast<int>(random_() % 8);
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::year{2010} / 1 / 1} + std::chrono::days{day}};
    article.published = {fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:00Z", int(date.year()), unsigned(date.month()),
                                     unsigned(date.day()), random_() % 24, random_() % 60),
                         DatePrecision::kSecond, DateOrigin::kGiven};
    article.language = random_() % 2 ? "de" : "en";
    article.outlet = fmt::format("blatt{}", random_() % kOutlets);
    article.url = fmt::format("https://blatt.invalid/{}", number);
    article.title = words(8);
    text(record);
    article.id = sha256_hex(fmt::format("{} {}", number, article.text));
    entities(record);
    for (int i = 0; i < kEvents; ++i) event(record, i);
    for (int i = 0; i < kQuotes; ++i) quote(record, i);
    return record;
  }

 private:
  std::string words(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += (i ? " " : "") + word_text(words_(random_));
    return text;
  }

  void text(Record& record) {
    std::string& text = record.article.text;
    for (int i = 0; i < kSentences; ++i) {
      const auto begin = static_cast<uint32_t>(text.size());
      text += words(kWords / kSentences) + ".";
      record.sentences.push_back({begin, static_cast<uint32_t>(text.size())});
      text += i % 4 == 3 ? "\n" : " ";
    }
  }

  // A word of the sentence.
  Span word(const Record& record, uint32_t sentence) {
    const Span whole = record.sentences[sentence];
    const std::string& text = record.article.text;
    size_t begin = whole.begin + random_() % (whole.size() - 1);
    while (begin > whole.begin && text[begin - 1] != ' ') --begin;
    const size_t end = text.find_first_of(" .", begin);
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  void entities(Record& record) {
    for (int i = 0; i < kEntities; ++i) {
      Entity entity;
      entity.id = fmt::format("e{}", i + 1);
      entity.country = pick(kCountries, random_);
      entity.sector = pick(kSectors, random_);
      entity.how = EntityHow::kKnowledge;
      const int who = people_(random_);
      if (i % 3 == 0) {
        entity.type = EntityType::kState;
        entity.name = fmt::format("Land {}", *entity.country);
        entity.actor = "state/" + *entity.country;
      } else if (i % 3 == 1) {
        entity.type = EntityType::kPerson;
        entity.name = fmt::format("Vorname{0} Nachname{0}", who);
        entity.actor = fmt::format("person/p{}", who);
      } else {
        entity.type = EntityType::kGroup;
        entity.name = words(2);
      }
      const int mentions = 1 + (i < kExtraMentions);
      for (int m = 0; m < mentions; ++m) {
        entity.mentions.push_back(
            {word(record, static_cast<uint32_t>(random_() % kSentences)), m ? MentionForm::kPronoun : MentionForm::kName});
      }
      std::sort(entity.mentions.begin(), entity.mentions.end(),
                [](const Mention& a, const Mention& b) { return a.span < b.span; });
      record.entities.push_back(entity);
    }
  }

  Participant somebody(const Record& record) {
    const Entity& entity = record.entities[random_() % record.entities.size()];
    return {entity.id, entity.mentions.front().span, Stated::kStated};
  }

  void event(Record& record, int i) {
    Event event;
    event.id = fmt::format("v{}", i + 1);
    event.sentence = static_cast<uint32_t>(i * kSentences / kEvents);
    event.type = pick(kTypes, random_);
    event.status = pick(kStatuses, random_);
    event.trigger = word(record, event.sentence);
    event.actors = {somebody(record)};
    if (random_() % 10 < 7) event.recipients = {somebody(record)};
    if (random_() % 10 < 4) {
      const int place = places_(random_);
      event.places = {{word(record, event.sentence), fmt::format("Ort{}", place),
                       kCountries[static_cast<size_t>(place) % std::size(kCountries)], 50.0 + place % 10, 10.0 + place % 7,
                       "city", Stated::kStated}};
    }
    if (random_() % 10 < 3) {
      event.source.by = Voucher::kAttributed;
      const Participant voice = somebody(record);
      event.source.chain = {voice.entity};
      event.source.spans = {voice.span};
    }
    event.confidence = static_cast<double>(random_() % 1000) / 1000;
    event.codes = {event.type, "030", 1, 4.0};
    record.events.push_back(event);
  }

  void quote(Record& record, int i) {
    Quote quote;
    quote.id = fmt::format("q{}", i + 1);
    quote.sentence = static_cast<uint32_t>(i * kSentences / kQuotes + 1);
    quote.type = i % 2 ? "direct" : "indirect";
    quote.content = record.sentences[quote.sentence];
    quote.speaker = somebody(record);
    quote.confidence = static_cast<double>(random_() % 1000) / 1000;
    record.quotes.push_back(quote);
  }

  int count_;
  std::mt19937_64 random_;
  Zipf words_{kVocabulary}, people_{kPeople}, places_{kPlaces};
};

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

long peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

int fill(store::Store& store, int count, const char* path) {
  const auto run = store.begin_run("bench", path, {"bench", "none", "none"});
  Maker maker(count);
  double spent = 0, text_bytes = 0;
  for (int begin = 0; begin < count; begin += kTogether) {
    std::vector<store::Offered> offered;
    for (int i = begin; i < std::min<int>(begin + kTogether, count); ++i) {
      Record record = maker.make(i);
      text_bytes += static_cast<double>(record.article.text.size());
      offered.push_back({fmt::format("bench: {}", i), record.article.id, std::nullopt, std::move(record)});
    }
    const double before = cpu_seconds();
    if (const auto rows = store.add(*run, offered, {}); !rows) return fmt::print(stderr, "{}\n", rows.error().message), 2;
    spent += cpu_seconds() - before;
    if (begin % 10'000 < static_cast<int>(kTogether))
      fmt::print("{} records, {:.2f} ms each, peak {} MB\n", begin, begin ? spent * 1e3 / begin : 0, peak_mb());
  }
  if (const auto done = store.end_run(*run, {}); !done) return fmt::print(stderr, "{}\n", done.error().message), 2;
  fmt::print("records {} text_bytes {:.0f} cpu_ms_each {:.3f} peak_mb {}\n", count, text_bytes, spent * 1e3 / count,
             peak_mb());
  return 0;
}

int ask(store::Store& store, const char* path) {
  constexpr int kRepeats = 5;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::string kind = line.substr(0, line.find(' '));
    const auto query = store::parse_query(line.size() > kind.size() ? with_word_texts(line.substr(kind.size() + 1)) : "");
    if (!query) return fmt::print(stderr, "{}: {}\n", line, query.error().message), 2;
    for (int i = 0; i < kRepeats; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      size_t rows = 0;
      Result<void> done;
      if (kind == "count") {
        done = store::count_by(store.database(), *query, store::Kind::kEvents, {"type"}, store::Counted::kItems,
                               [&](const auto&, int64_t) { ++rows; });
      } else {
        const exporting::Wanted wanted{exporting::TableName::kEvents, exporting::TextAmount::kSentence,
                                       kind == "ranked" ? store::Order::kRelevance : store::Order::kNewest, 20};
        done = exporting::each_row(store.database(), *query, wanted,
                                   [&](const exporting::Row&) -> Result<void> { return ++rows, Result<void>(); });
      }
      if (!done) return fmt::print(stderr, "{}: {}\n", line, done.error().message), 2;
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
      fmt::print("{} {:.3f} {} {}\n", kind, took.count(), rows, line);
    }
  }
  fmt::print("peak_mb {}\n", peak_mb());
  return 0;
}

}  // namespace
}  // namespace depesche

int main(int argc, char** argv) {
  using namespace depesche;
  const std::string what = argc == 4 ? argv[1] : "";
  if (what != "fill" && what != "ask")
    return fmt::print(stderr, "usage: depesche_store_records fill FILE N | ask FILE QUERIES\n"), 2;
  auto store = store::Store::open(argv[2], what == "fill" ? store::Access::kCreate : store::Access::kRead);
  if (!store) return fmt::print(stderr, "{}\n", store.error().message), 2;
  return what == "fill" ? fill(**store, std::stoi(argv[3]), argv[2]) : ask(**store, argv[3]);
}
