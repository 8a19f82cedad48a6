// The articles of tests/cases/resolve/: a text, what the reader marks in it, and what must come out. tests/cases/README.md
// describes the form.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "resolve/resolve.h"

namespace depesche {
namespace {

// A line's words; those in quotation marks are words of the article.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream in(line);
  for (std::string word; in >> std::ws && !in.eof();) {
    if (in.peek() == '"') {
      in.get();
      std::getline(in, word, '"');
      words.push_back('"' + word);
      // "sie"@2
      if (in.peek() == '@') {
        in >> word;
        words.back() += word;
      }
    } else {
      in >> word;
      words.push_back(word);
    }
  }
  return words;
}

class Case {
 public:
  explicit Case(const std::filesystem::path& path) : name_(path.filename().string()) {
    std::ifstream in(path);
    std::string part, line;
    reading_.names.emplace();
    reading_.antecedents_marked = true;
    for (size_t number = 1; std::getline(in, line); ++number) {
      if (line.starts_with('#')) continue;
      if (line == "text:" || line == "reads:" || line == "expects:") {
        part = line;
      } else if (part == "text:") {
        add_text(line);
      } else if (line.empty()) {
        continue;
      } else if (part.empty()) {
        head(line);
      } else if (part == "reads:") {
        read(words_of(line), number);
      } else {
        expected_.emplace_back(number, words_of(line));
      }
    }
    finish_text();
    for (Act& act : reading_.acts) act.sentence = sentence_of(act.trigger);
    for (Quotation& quote : reading_.quotations) quote.sentence = sentence_of(quote.content);
    std::sort(reading_.acts.begin(), reading_.acts.end(), [](const Act& a, const Act& b) { return a.trigger < b.trigger; });
    std::sort(reading_.quotations.begin(), reading_.quotations.end(),
              [](const Quotation& a, const Quotation& b) { return a.content < b.content; });
  }

  void check(const Knowledge& knowledge) {
    EXPECT_FALSE(expected_.empty()) << name_ << ": nothing is expected";
    Document document;
    document.article = article_;
    record_ = resolve(std::move(document), reading_, knowledge);
    for (const auto& [number, words] : expected_) {
      const auto fault = fault_of(words);
      if (fault) ADD_FAILURE() << name_ << ":" << number << ": " << *fault;
    }
  }

 private:
  // Lines are sentences, an empty one ends a paragraph.
  void add_text(const std::string& line) {
    std::string& text = article_.text;
    if (line.empty()) {
      if (!text.empty()) text += text.ends_with("\n\n") ? "" : "\n\n";
      return;
    }
    if (!text.empty() && !text.ends_with('\n')) text += ' ';
    const auto begin = static_cast<uint32_t>(text.size());
    text += line;
    reading_.sentences.push_back({begin, static_cast<uint32_t>(text.size())});
  }
  void finish_text() {
    while (article_.text.ends_with('\n')) article_.text.pop_back();
  }

  void head(const std::string& line) {
    const size_t colon = line.find(": ");
    const std::string key = line.substr(0, colon), value = line.substr(std::min(colon, line.size() - 2) + 2);
    if (key == "language") {
      article_.language = value;
    } else if (key == "published") {
      article_.published.value = value;
    } else if (key == "title") {
      article_.title = value;
    } else {
      ADD_FAILURE() << name_ << ": " << line << " is none of language, published, title";
    }
  }

  // The place of `"words` or `"words@2`, as whole words.
  Span at(const std::string& quoted) const {
    std::string words = quoted.starts_with('"') ? quoted.substr(1) : quoted;
    size_t count = 1;
    if (const size_t mark = words.rfind('@'); mark != words.npos) {
      count = std::stoul(words.substr(mark + 1));
      words.resize(mark);
    }
    const auto is_letter_at = [&](size_t i) {
      return i < article_.text.size() && (std::isalnum(static_cast<unsigned char>(article_.text[i])) != 0 ||
                                          static_cast<unsigned char>(article_.text[i]) == 0xC3);
    };
    for (size_t begin = article_.text.find(words); begin != article_.text.npos;
         begin = article_.text.find(words, begin + 1)) {
      const size_t end = begin + words.size();
      if ((begin > 0 && is_letter_at(begin - 1)) || is_letter_at(end) || --count > 0) continue;
      return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    }
    ADD_FAILURE() << name_ << ": the article has no " << quoted << "\"";
    return {0, 0};
  }

  uint32_t sentence_of(Span span) const {
    uint32_t sentence = 0;
    while (sentence + 1 < reading_.sentences.size() && reading_.sentences[sentence].end <= span.begin) ++sentence;
    return sentence;
  }

  void participant(Span span) {
    for (const ParticipantMention& known : reading_.participants)
      if (known.span == span) return;
    reading_.participants.push_back({span, std::nullopt});
  }

  void read(const std::vector<std::string>& words, size_t number) {
    const std::string& what = words[0];
    if (what == "person" || what == "organisation" || what == "place" || what == "other") {
      reading_.names->push_back({at(words.at(1)), what});
    } else if (what == "mention") {
      participant(at(words.at(1)));
      if (words.size() > 3) {
        for (ParticipantMention& mention : reading_.participants)
          if (mention.span == at(words[1])) mention.antecedent = at(words[3]);
      }
    } else if (what == "act") {
      Act& act = reading_.acts.emplace_back();
      act.type = words.at(1);
      act.trigger = at(words.at(2));
      act.status = "actual";
      act.confidence = 1;
      for (size_t i = 3; i + 1 < words.size(); i += 2) {
        const std::string &key = words[i], &value = words[i + 1];
        if (key == "status") {
          act.status = value;
        } else if (key == "mode") {
          act.mode = value;
        } else if (key == "actor" || key == "recipient") {
          participant(at(value));
          (key == "actor" ? act.actors : act.recipients).push_back(at(value));
        } else if (key == "place") {
          act.places.push_back(at(value));
        } else if (key == "time") {
          act.times.push_back(at(value));
        } else if (key == "source") {
          act.source = at(value);
        } else if (key == "meant_actor") {
          act.meant_actor = at(value);
        } else if (key == "meant_recipient") {
          act.meant_recipient = at(value);
        } else {
          ADD_FAILURE() << name_ << ":" << number << ": an act has no " << key;
        }
      }
    } else if (what == "quote") {
      Quotation& quote = reading_.quotations.emplace_back();
      quote.type = words.at(1);
      quote.content = at(words.at(2));
      quote.confidence = 1;
      for (size_t i = 3; i + 1 < words.size(); i += 2) {
        const std::string& key = words[i];
        const Span value = at(words[i + 1]);
        if (key == "speaker" || key == "addressee") participant(value);
        if (key == "speaker") {
          quote.speaker = value;
        } else if (key == "cue") {
          quote.cue = value;
        } else if (key == "addressee") {
          quote.addressee = value;
        } else if (key == "meant_speaker") {
          quote.meant_speaker = value;
        } else {
          ADD_FAILURE() << name_ << ":" << number << ": a quote has no " << key;
        }
      }
    } else {
      ADD_FAILURE() << name_ << ":" << number << ": the reader marks no " << what;
    }
  }

  const Entity* entity_at(Span span) const {
    for (const Entity& entity : record_.entities) {
      for (const Mention& mention : entity.mentions)
        if (mention.span == span) return &entity;
    }
    return nullptr;
  }
  const Entity* entity_of_id(const std::string& id) const {
    for (const Entity& entity : record_.entities)
      if (entity.id == id) return &entity;
    return nullptr;
  }
  const Event* event_at(Span trigger) const {
    for (const Event& event : record_.events)
      if (event.trigger == trigger) return &event;
    return nullptr;
  }

  static std::string shown(const std::optional<std::string>& value) { return value.value_or("null"); }
  static std::string unquoted(const std::string& word) { return word.starts_with('"') ? word.substr(1) : word; }

  std::string names_of(const std::vector<std::string>& ids) const {
    std::string names;
    for (const std::string& id : ids) names += (names.empty() ? "" : ", ") + entity_of_id(id)->name;
    return names.empty() ? "nobody" : names;
  }
  std::string names_of(const std::vector<Participant>& participants) const {
    std::vector<std::string> ids;
    for (const Participant& participant : participants) ids.push_back(participant.entity);
    return names_of(ids);
  }

  // Of an entity, an event or a quotation, one field as text.
  std::string field(const Entity& entity, const std::string& key) const {
    static constexpr const char* kTypes[] = {"state", "person", "organisation", "group", "place"};
    static constexpr const char* kHows[] = {"knowledge", "text", "inferred", "none"};
    if (key == "name") return entity.name;
    if (key == "type") return entity.type ? kTypes[static_cast<int>(*entity.type)] : "null";
    if (key == "country") return shown(entity.country);
    if (key == "sector") return shown(entity.sector);
    if (key == "role") return shown(entity.role);
    if (key == "actor") return shown(entity.actor);
    if (key == "how") return kHows[static_cast<int>(entity.how)];
    return "no such field";
  }
  std::string field(const Event& event, const std::string& key) const {
    const EventPlace* place = event.places.empty() ? nullptr : &event.places.front();
    const EventTime* joined = event.joined && event.joined->time ? &*event.joined->time : nullptr;
    if (key == "actors") return names_of(event.actors);
    if (key == "recipients") return names_of(event.recipients);
    if (key == "time") return event.time ? shown(event.time->value) : "none";
    if (key == "begin") return event.time ? shown(event.time->begin) : "none";
    if (key == "end") return event.time ? shown(event.time->end) : "none";
    if (key == "place") return place ? place->name : "none";
    if (key == "country") return place ? shown(place->country) : "none";
    if (key == "precision") return place ? shown(place->precision) : "none";
    if (key == "source") return event.source.by == Voucher::kAuthor ? "author" : names_of(event.source.chain);
    if (key == "presupposed") return event.presupposed.value_or(false) ? "true" : "false";
    if (key == "same_as") return event.same_as ? std::string(trigger_of(*event.same_as)) : "none";
    if (key == "joined_time") return joined ? shown(joined->value) : "none";
    if (key == "joined_place") {
      return event.joined && !event.joined->places.empty() ? event.joined->places.front().name : "none";
    }
    return "no such field";
  }
  std::string field(const Quote& quote, const std::string& key) const {
    if (key == "speaker") return quote.speaker ? entity_of_id(quote.speaker->entity)->name : "nobody";
    if (key == "addressee") return quote.addressee ? entity_of_id(quote.addressee->entity)->name : "nobody";
    if (key == "type") return quote.type;
    return "no such field";
  }
  std::string_view trigger_of(const std::string& id) const {
    for (const Event& event : record_.events)
      if (event.id == id) return event.trigger.of(record_.article.text);
    return "no such event";
  }

  template <class T>
  std::optional<std::string> fields_differ(const T& thing, const std::vector<std::string>& words) const {
    for (size_t i = 2; i + 1 < words.size(); i += 2) {
      const std::string found = field(thing, words[i]);
      if (found != unquoted(words[i + 1])) {
        return fmt::format("{} {}: {} is {}, not {}", words[0], unquoted(words[1]), words[i], found, unquoted(words[i + 1]));
      }
    }
    return words.size() % 2 == 0 ? std::nullopt : std::optional<std::string>("a field without a value");
  }

  std::optional<std::string> fault_of(const std::vector<std::string>& words) const {
    const std::string& what = words[0];
    if (what == "entity") {
      const Entity* entity = entity_at(at(words.at(1)));
      return entity ? fields_differ(*entity, words) : fmt::format("no entity has the mention {}", unquoted(words[1]));
    }
    if (what == "act") {
      const Event* event = event_at(at(words.at(1)));
      return event ? fields_differ(*event, words) : fmt::format("no event {}", unquoted(words[1]));
    }
    if (what == "quote") {
      for (const Quote& quote : record_.quotes)
        if (quote.content == at(words.at(1))) return fields_differ(quote, words);
      return fmt::format("no quotation {}", unquoted(words[1]));
    }
    if (what == "one" || what == "apart") {
      std::vector<std::string> ids;
      for (size_t i = 1; i < words.size(); ++i) {
        const Entity* entity = entity_at(at(words[i]));
        if (!entity) return fmt::format("no entity has the mention {}", unquoted(words[i]));
        ids.push_back(entity->id);
      }
      std::sort(ids.begin(), ids.end());
      const auto distinct = static_cast<size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
      if (distinct == (what == "one" ? 1 : words.size() - 1)) return std::nullopt;
      return fmt::format("{}: {} entities", fmt::join(words, " "), distinct);
    }
    if (what == "time") {
      const Span span = at(words.at(1));
      for (const TimeExpression& time : record_.times) {
        if (time.span != span) continue;
        const std::string found = shown(time.value);
        return found == words.at(2)
                   ? std::nullopt
                   : std::optional(fmt::format("time {} is {}, not {}", unquoted(words[1]), found, words[2]));
      }
      return fmt::format("no time {}", unquoted(words[1]));
    }
    return fmt::format("nothing is called {}", what);
  }

  std::string name_;
  Article article_;
  Reading reading_;
  std::vector<std::pair<size_t, std::vector<std::string>>> expected_;
  Record record_;
};

TEST(ResolveCases, Hold) {
  const auto knowledge = Knowledge::load(DEPESCHE_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  const char* other = std::getenv("DEPESCHE_CASES");
  const std::string folder = other ? other : DEPESCHE_SOURCE_DIR "/tests/cases/resolve";
  size_t cases = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".case") continue;
    Case(file.path()).check(**knowledge);
    ++cases;
  }
  EXPECT_GT(cases, 0u) << folder;
}

}  // namespace
}  // namespace depesche
