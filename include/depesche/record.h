// Record: what Depesche says of one article. The output contract: the JSON form of this is written down in
// docs/record.schema.json, and json.h converts both ways.
//
// Plain data, owns its memory. Made by resolve/. Empty optionals mean "unknown" and are written as null.
#pragma once

#include <depesche/document.h>

#include <optional>
#include <string>
#include <vector>

namespace depesche {

inline constexpr const char* kRecordFormat = "depesche-record/1";

// What made the record. `reader` and `knowledge` are "sha256:…" over the files that were loaded.
struct EngineVersion {
  std::string version;
  std::string reader;
  std::string knowledge;

  bool operator==(const EngineVersion&) const = default;
};

enum class EntityType { kState, kPerson, kOrganisation, kGroup, kPlace };
enum class EntityHow { kKnowledge, kText, kInferred, kNone };
enum class MentionForm { kName, kRole, kPronoun, kAdjective };
enum class Stated { kStated, kImplied };  // read off words, or understood without any
enum class Voucher { kAuthor, kAttributed };

// Why a field has its value: a rule of docs/resolve.md, the words it looked at, and the row of the tables it found.
struct Reason {
  std::string field;  // "country", "mentions"; of several places or voices, all of them
  std::string rule;
  std::optional<Span> span;
  std::string row;  // "countries.tsv:186", the line in its file; empty where no table has a part in it
  std::vector<std::string> candidates = {};  // the rows among which nothing decides, so that none was taken

  bool operator==(const Reason&) const = default;
};

// Whether what is made of a record shows its reasons.
enum class Reasons { kNone, kAll };

struct Mention {
  Span span;
  MentionForm form = MentionForm::kName;

  bool operator==(const Mention&) const = default;
};

struct Entity {
  std::string id;  // "e1"; unique in the record
  std::string name;
  std::optional<EntityType> type;
  std::optional<std::string> country;  // ISO 3166 alpha-3, "XKX" (Kosovo) or "INT"
  std::optional<std::string> sector;
  std::optional<std::string> role;
  std::optional<std::string> actor;     // "state/RUS": the same real-world actor has the same key in every article
  std::optional<std::string> known_as;  // Wikidata id
  EntityHow how = EntityHow::kNone;
  std::optional<double> confidence;  // where the country is inferred: its share of the article's country words, [0, 1]
  std::vector<Mention> mentions;
  std::vector<Reason> why = {};

  bool operator==(const Entity&) const = default;
};

struct TimeExpression {
  Span span;
  std::string type;  // TIMEX3: DATE TIME DURATION SET
  std::optional<std::string> value, begin, end;

  bool operator==(const TimeExpression&) const = default;
};

// Somebody who takes part in an event, or speaks. A span is there exactly where `how` is kStated.
struct Participant {
  std::string entity;
  std::optional<Span> span;
  Stated how = Stated::kStated;

  bool operator==(const Participant&) const = default;
};

struct EventPlace {
  std::optional<Span> span;
  std::string name;
  std::optional<std::string> country;
  std::optional<double> lat, lon;        // degrees, WGS 84
  std::optional<std::string> precision;  // "point", "city", "region", "country"
  Stated how = Stated::kStated;

  bool operator==(const EventPlace&) const = default;
};

struct EventTime {
  std::optional<Span> span;
  std::optional<std::string> value, begin, end;  // ISO 8601
  Stated how = Stated::kStated;

  bool operator==(const EventTime&) const = default;
};

// Who vouches for an event. `spans` runs parallel to `chain`, which goes from the outermost voice inwards.
struct EventSource {
  Voucher by = Voucher::kAuthor;
  std::vector<std::string> chain;
  std::vector<std::optional<Span>> spans;
  std::optional<Span> cue;
  std::optional<std::string> quote;

  bool operator==(const EventSource&) const = default;
};

struct Joined {
  std::optional<EventTime> time;
  std::vector<EventPlace> places;

  bool operator==(const Joined&) const = default;
};

// The same act in other coding schemes (knowledge/cameo.tsv; docs/codes.md says what is lost).
struct Codes {
  std::string plover;
  std::optional<std::string> cameo;
  std::optional<int> quad;  // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  std::optional<double> goldstein;

  bool operator==(const Codes&) const = default;
};

struct Event {
  std::string id;  // "v1"
  uint32_t sentence = 0;
  std::string type;
  std::optional<std::string> mode;
  std::vector<std::string> contexts;
  Span trigger;
  std::string status;
  std::optional<bool> presupposed;
  std::vector<Participant> actors, recipients;
  std::vector<EventPlace> places;
  std::optional<EventTime> time;
  EventSource source;
  std::optional<std::string> same_as;
  std::optional<Joined> joined;
  double confidence = 0;
  Codes codes;
  std::vector<Reason> why = {};

  bool operator==(const Event&) const = default;
};

struct Quote {
  std::string id;  // "q1"
  uint32_t sentence = 0;
  std::string type;  // "direct", "indirect", "free", "omission"
  Span content;
  std::optional<Span> cue;
  std::optional<Participant> speaker, addressee;
  double confidence = 0;

  bool operator==(const Quote&) const = default;
};

struct Record {
  EngineVersion engine;
  Article article;
  std::vector<Span> sentences;
  std::vector<Entity> entities;
  std::vector<TimeExpression> times;
  std::vector<Event> events;
  std::vector<Quote> quotes;
  std::vector<std::string> warnings;

  bool operator==(const Record&) const = default;
};

}  // namespace depesche
