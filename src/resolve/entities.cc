#include "resolve/entities.h"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <set>

#include "base/tsv.h"
#include "base/utf8.h"

namespace depesche {
namespace {

constexpr std::string_view kPronouns[] = {
    "ich",    "du",     "er",     "sie",     "es",      "wir",    "ihr",        "mich",    "dich",   "ihn",    "uns",
    "euch",   "mir",    "dir",    "ihm",     "ihnen",   "sich",   "sein",       "seine",   "seinen", "seinem", "seiner",
    "seines", "ihre",   "ihren",  "ihrem",   "ihrer",   "ihres",  "unser",      "unsere",  "der",    "die",    "das",
    "dem",    "den",    "dessen", "deren",   "denen",   "welche", "welcher",    "welches", "dieser", "diese",  "dieses",
    "diesem", "diesen", "jener",  "jene",    "man",     "beide",  "beiden",     "wer",     "wen",    "wem",    "i",
    "you",    "he",     "she",    "it",      "we",      "they",   "me",         "him",     "her",    "us",     "them",
    "my",     "your",   "his",    "its",     "our",     "their",  "who",        "whom",    "whose",  "which",  "that",
    "this",   "these",  "those",  "himself", "herself", "itself", "themselves", "both",    "one",    "others"};

bool is_pronoun(std::string_view words) {
  static const std::set<std::string, std::less<>> pronouns(std::begin(kPronouns), std::end(kPronouns));
  return pronouns.contains(fold_case(words));
}

bool is_capitalised(std::string_view word) { return !word.empty() && is_upper(code_point_at(word, 0).value); }

// The words with line breaks and runs of white space made one space.
std::string plain(std::string_view words) {
  std::string text;
  for (size_t at = 0; at < words.size();) {
    const CodePoint c = code_point_at(words, at);
    if (!is_space(c.value)) {
      text.append(words.substr(at, c.next - at));
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
    at = c.next;
  }
  return text;
}

// The name without the ending of the genitive; the name itself where it has none.
std::string_view without_genitive(std::string_view name) {
  for (const std::string_view ending : {"'s", "’s", "'", "’", "s"}) {
    if (name.size() > ending.size() + 1 && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

// The word that says what a phrase is about: the last one before what hangs on it ("Sprecher des Ministeriums", "chief of
// police", "russische Regierung").
std::string_view head_noun(const std::vector<std::string_view>& words) {
  static const std::set<std::string_view> kHangOn = {"des",  "der", "von", "vom", "für", "im",   "in", "am", "an",   "bei",
                                                     "beim", "aus", "zu",  "of",  "for", "from", "at", "on", "with", "to"};
  for (size_t i = 1; i < words.size(); ++i) {
    if (kHangOn.contains(words[i])) return words[i - 1];
  }
  return words.back();
}

// One distinct name (or one pronoun) and where it stands.
struct Candidate {
  Entity entity;
  std::string text;             // its words, plain
  bool full_name = false;       // of a person: "Ada Lund", not "Lund", nor "Ministerin Lund"
  std::optional<size_t> joins;  // another candidate it is a short form of
};

class Builder {
 public:
  Builder(const Article& article, const Knowledge& knowledge)
      : knowledge_(knowledge), language_(article.language == "de" ? "de" : "en"), date_(article.published.value) {}

  Candidate candidate(std::string text) const {
    Candidate made;
    made.entity.name = text;
    if (!is_pronoun(text)) describe(made.entity);
    made.full_name = is_full_name(text, made.entity);
    made.text = std::move(text);
    return made;
  }

  MentionForm form(std::string_view text) const {
    if (is_pronoun(text)) return MentionForm::kPronoun;
    const std::vector<std::string_view> words = split(text, ' ');
    if (words.size() == 1 && !is_state_name(text) && knowledge_.state_of_adjective(text, language_) && !role_of(text)) {
      return MentionForm::kAdjective;
    }
    if (role_of(head_noun(words)) || !is_capitalised(words.back())) return MentionForm::kRole;
    return MentionForm::kName;
  }

 private:
  bool is_state_name(std::string_view name) const {
    const auto actor = knowledge_.actor(name, language_, date_);
    return actor && actor->type == EntityType::kState;
  }
  // Several capitalised words, none of them a role or of a state, and not known as anything but a person. Particles ("von",
  // "al-") may stand inside.
  bool is_full_name(std::string_view text, const Entity& entity) const {
    if (entity.type.value_or(EntityType::kPerson) != EntityType::kPerson || entity.how == EntityHow::kText) return false;
    const std::vector<std::string_view> words = split(text, ' ');
    return words.size() > 1 && is_capitalised(words.front()) && is_capitalised(words.back()) &&
           std::none_of(words.begin(), words.end(), [&](std::string_view word) { return role_of(word).has_value(); });
  }

  std::optional<RoleWord> role_of(std::string_view word) const { return knowledge_.role(word, language_); }

  void describe(Entity& entity) const {
    if (describe_known(entity, entity.name) || describe_known(entity, std::string(without_genitive(entity.name)))) return;
    const std::vector<std::string_view> words = split(entity.name, ' ');
    const auto role = role_of(head_noun(words));
    if (words.size() == 1 && !role) {
      if (const auto state = knowledge_.state_of_adjective(words[0], language_)) {
        entity = of_actor(*state);
        return;
      }
    }
    entity.country = country_in(words);
    if (role) {
      entity.type = role->type;
      entity.sector = role->sector;
    } else if (knowledge_.country_of_demonym(words.back())) {
      entity.type = EntityType::kGroup;
    }
    if (entity.country || entity.sector) entity.how = EntityHow::kText;
  }

  // Fills the entity from the tables where they know the name.
  bool describe_known(Entity& entity, const std::string& name) const {
    const auto actor = knowledge_.actor(name, language_, date_);
    if (!actor) return false;
    entity = of_actor(*actor);
    if (actor->type == EntityType::kPerson) entity.name = name;  // as the article spells it
    return true;
  }

  static Entity of_actor(const KnownActor& actor) {
    Entity entity;
    entity.name = actor.name;
    entity.type = actor.type;
    entity.country = actor.country;
    entity.sector = actor.sector;
    entity.actor = actor.actor;
    entity.known_as = actor.wikidata;
    entity.how = EntityHow::kKnowledge;
    return entity;
  }

  // The state whose adjective or people stand among the words ("russischen Truppen"); unknown where they are of several.
  std::optional<std::string> country_in(const std::vector<std::string_view>& words) const {
    std::optional<std::string> country;
    for (const std::string_view word : words) {
      const auto state = knowledge_.state_of_adjective(word, language_);
      const auto named = state ? state->country : knowledge_.country_of_demonym(word);
      if (!named) continue;
      if (country && country != named) return std::nullopt;
      country = named;
    }
    return country;
  }

  const Knowledge& knowledge_;
  std::string_view language_;
  std::optional<std::string> date_;
};

// "Lund" is "Ada Lund" where no other full name of the article ends in Lund.
std::optional<size_t> full_name_of(std::string_view surname, const std::vector<Candidate>& candidates) {
  std::optional<size_t> full;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (!candidate.full_name) continue;
    const std::string_view last = split(candidate.text, ' ').back();
    if (last != surname && without_genitive(last) != surname) continue;
    // "Ada Lunds" and "Ada Lund" are one.
    if (full && candidates[*full].text != without_genitive(candidate.text) &&
        candidate.text != without_genitive(candidates[*full].text)) {
      return std::nullopt;
    }
    if (!full || candidate.text.size() < candidates[*full].text.size()) full = i;
  }
  return full;
}

// Joins the names that are short or inflected forms of others.
void join_names(std::vector<Candidate>& candidates) {
  std::map<std::string_view, size_t> of_text;
  for (size_t i = 0; i < candidates.size(); ++i) of_text.emplace(candidates[i].text, i);
  std::map<std::string, size_t> of_known;  // a known body by its key or canonical name
  for (size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    const Entity& entity = candidate.entity;
    if (is_pronoun(candidate.text)) continue;
    if (entity.actor || entity.how == EntityHow::kKnowledge) {
      const auto [found, fresh] = of_known.emplace(entity.actor.value_or(entity.name), i);
      if (!fresh) candidate.joins = found->second;
      if (!fresh || entity.actor) continue;
    }
    const std::string_view stem = without_genitive(candidate.text);
    if (candidate.text.find(' ') == std::string::npos && is_capitalised(candidate.text)) {
      for (const std::string_view name : {std::string_view(candidate.text), stem}) {
        const auto full = full_name_of(name, candidates);
        if (full && *full != i) {
          candidate.joins = full;
          break;
        }
      }
    }
    if (!candidate.joins && stem != candidate.text) {
      if (const auto found = of_text.find(stem); found != of_text.end()) candidate.joins = found->second;
    }
  }
}

size_t root_of(const std::vector<Candidate>& candidates, size_t i) {
  // Joins go from longer inflections to shorter ones and from surnames to full names, so no chain is longer than a few.
  for (int step = 0; candidates[i].joins && step < 4; ++step) i = *candidates[i].joins;
  return i;
}

}  // namespace

EntityTable::EntityTable(const Article& article, std::vector<Span> spans, std::span<const Span> more,
                         const Knowledge& knowledge) {
  const Builder builder(article, knowledge);
  const auto words_of = [&](Span span) { return plain(span.of(article.text)); };
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());

  std::vector<Candidate> candidates;
  std::map<std::string, size_t> of_text;
  std::map<Span, size_t> candidate_of;
  for (const Span span : spans) {
    std::string text = words_of(span);
    const auto known = of_text.find(text);
    if (known != of_text.end() && !is_pronoun(text)) {  // who a pronoun means is not known: each stands for itself
      candidate_of[span] = known->second;
      continue;
    }
    of_text[text] = candidates.size();
    candidate_of[span] = candidates.size();
    candidates.push_back(builder.candidate(std::move(text)));
  }
  join_names(candidates);

  for (const Span span : more) {
    if (candidate_of.contains(span)) continue;
    const std::string text = words_of(span);
    if (const auto known = of_text.find(text); known != of_text.end() && !is_pronoun(text))
      candidate_of[span] = known->second;
  }
  std::map<size_t, size_t> entity_of;  // candidate -> entity
  for (const auto& [span, candidate] : candidate_of) {
    const size_t root = root_of(candidates, candidate);
    const auto [found, fresh] = entity_of.emplace(root, entities_.size());
    if (fresh) {
      entities_.push_back(candidates[root].entity);
      entities_.back().id = fmt::format("e{}", entities_.size());
    }
    of_span_[span] = found->second;
    entities_[found->second].mentions.push_back({span, builder.form(words_of(span))});
  }
}

}  // namespace depesche
