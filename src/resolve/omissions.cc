#include "resolve/omissions.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace depesche {
namespace {

// Of a rule and not of the network: how many of a hundred such sentences were right when they were looked through.
constexpr double kConfidence = 0.8;

struct Pattern {
  bool german = true;
  bool speaker_between = false;  // "Auf die Vorwürfe ging [Lund] nicht ein", else the speaker stands before the verb
  std::unique_ptr<const RE2> expression;  // with the groups "cue" and "content"
};

// What was not mentioned: up to the clause's end.
constexpr const char* kContent = R"((?P<content>[^,;:.!?„“”"()\n]{2,120}?))";

std::vector<Pattern> make_patterns() {
  const struct {
    bool german, speaker_between;
    const char *before, *after;  // of the content, with the cue in one of them
  } parts[] = {
      {true, false, R"(\b(?P<cue>erwähnt(?:e|en)?) )",
       R"( (?:nicht|mit keinem Wort)\b(?: ausdrücklich| namentlich| direkt)?)"},
      {true, false, R"(\b(?:hat|habe|hatte|haben|hätten?) )",
       R"( (?:nicht|mit keinem Wort) (?:ausdrücklich |namentlich )?(?P<cue>erwähnt)\b)"},
      {true, false,
       R"(\b(?P<cue>g(?:ing|eht|ingen|ehen|ehe)) (?:[\pL\d.]+ ){0,4}(?:nicht|mit keinem Wort|kaum) (?:näher |weiter )?auf )",
       R"( ein\b)"},
      {true, true, R"(\b[Aa]uf )",
       R"( (?P<cue>g(?:ing|eht|ingen|ehen|ehe)) [^,;.\n]{2,60}? (?:nicht|mit keinem Wort) (?:näher |weiter )?ein\b)"},
      {true, false, R"(\b(?P<cue>l(?:ieß|äßt|ässt|ießen|assen)) )", R"( unerwähnt\b)"},
      {true, false, R"(\b(?P<cue>verl(?:or|iert|oren|ieren)) kein Wort über )", R"()"},
      {true, false, R"(\b(?P<cue>sagt(?:e|en)?) nichts (?:zu|zum|zur|über) )", R"()"},
      {false, false, R"(\b(?P<cue>(?:made|makes|make|making) no (?:mention|reference)) (?:of|to) )", R"()"},
      {false, false,
       R"(\b(?P<cue>(?:did not|didn't|didn’t|does not|do not) (?:explicitly |directly |specifically )?(?:mention|refer to|address)) )",
       R"()"},
      {false, false, R"(\b(?P<cue>without (?:explicitly |directly )?mentioning) )", R"()"},
      {false, false, R"(\b(?P<cue>said nothing (?:about|of|on)) )", R"()"},
      {false, false, R"(\b(?P<cue>(?:left|leaves|leaving)) )", R"( unmentioned\b)"},
  };
  std::vector<Pattern> patterns;
  for (const auto& part : parts) {
    // Where nothing follows the content, it goes on to the end of the clause.
    const std::string end = *part.after == '\0'
                                ? R"((?:,|;|:|\.|!|\?|“|”|"|\)|\n| but | and | or | while | when | aber | und | sondern |$))"
                                : "";
    Pattern& pattern = patterns.emplace_back();
    pattern.german = part.german;
    pattern.speaker_between = part.speaker_between;
    pattern.expression = std::make_unique<const RE2>(std::string(part.before) + kContent + part.after + end);
  }
  return patterns;
}

std::string_view view_of(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

Span span_of(std::string_view part, std::string_view text) {
  const auto begin = static_cast<uint32_t>(part.data() - text.data());
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

// The reading's mentions: participants, and names that may speak.
std::set<Span> speakers_of(const Reading& reading) {
  std::set<Span> mentions;
  for (const ParticipantMention& mention : reading.participants) mentions.insert(mention.span);
  if (!reading.names) return mentions;
  for (const NameMention& name : *reading.names) {
    if (name.kind == "person" || name.kind == "organisation") mentions.insert(name.span);
  }
  return mentions;
}

// "ließ [Lund] den Streit unerwähnt", "Den Streit erwähnte [Lund] nicht", "Den Streit erwähnte er nicht": who did not say it
// stands behind the verb.
void turn_round(Quotation& omission, Span sentence, const std::set<Span>& mentions, std::string_view text) {
  const Span content = omission.content;
  const auto marked = std::find_if(mentions.begin(), mentions.end(), [&](Span mention) {
    return mention.begin == content.begin && mention.end <= content.end;
  });
  const std::string_view words = content.of(text), first = words.substr(0, words.find(' '));
  // "sie" and "es" may as well be what was not mentioned.
  const bool subject = first == "er" || first == "man" || first == "wir";
  const bool pronoun = subject || (!omission.speaker && (first == "sie" || first == "es"));
  if (!pronoun && (omission.speaker || marked == mentions.end())) return;
  const Span speaker =
      marked != mentions.end() ? *marked : Span{content.begin, content.begin + static_cast<uint32_t>(first.size())};
  const Span before{sentence.begin, omission.cue->begin}, after{speaker.end, content.end};
  // "…, lange das Ziel der Bewegung," is no part of it.
  const std::string_view in_front = trim(before.of(text)), behind = trim(after.of(text));
  const std::string_view left_out =
      in_front.empty() || (!pronoun && !behind.empty()) ? behind : in_front.substr(0, in_front.find(','));
  if (left_out.empty()) return;
  omission.speaker = marked != mentions.end() ? std::optional(speaker) : std::nullopt;
  omission.content = span_of(left_out, text);
}

}  // namespace

std::vector<Quotation> find_omissions(const Article& article, const Reading& reading) {
  static const std::vector<Pattern> patterns = make_patterns();
  const bool german = article.language == "de";
  const std::string_view text = article.text;
  const std::set<Span> mentions = speakers_of(reading);
  std::vector<Quotation> found;
  for (size_t number = 0; number < reading.sentences.size(); ++number) {
    const Span sentence = reading.sentences[number];
    for (const Pattern& pattern : patterns) {
      if (pattern.german != german) continue;
      const re2::StringPiece words(sentence.of(text).data(), sentence.size());
      std::array<re2::StringPiece, 3> groups;
      if (!pattern.expression->Match(words, 0, words.size(), RE2::UNANCHORED, groups.data(), 3)) continue;
      const auto& numbers = pattern.expression->NamedCapturingGroups();
      const Span cue = span_of(view_of(groups[static_cast<size_t>(numbers.at("cue"))]), text);
      const Span content = span_of(trim(view_of(groups[static_cast<size_t>(numbers.at("content"))])), text);
      if (content.size() == 0) continue;
      Quotation omission;
      omission.sentence = static_cast<uint32_t>(number);
      omission.type = "omission";
      omission.cue = cue;
      omission.content = content;
      omission.confidence = kConfidence;
      // The last one before the verb, or between the verb and its negation.
      const Span where =
          pattern.speaker_between ? Span{cue.end, span_of(view_of(groups[0]), text).end} : Span{sentence.begin, cue.begin};
      for (const Span mention : mentions) {
        if (where.contains(mention) && !mention.overlaps(content)) omission.speaker = mention;
      }
      turn_round(omission, sentence, mentions, text);
      found.push_back(std::move(omission));
      break;
    }
  }
  return found;
}

}  // namespace depesche
