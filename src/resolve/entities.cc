#include "resolve/entities.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <tuple>

#include "base/tsv.h"
#include "base/utf8.h"
#include "resolve/german_forms.h"
#include "resolve/names.h"
#include "resolve/offices.h"
#include "resolve/phrase.h"
#include "resolve/pronouns.h"

namespace depesche {
namespace {

// "ein Niederländer", "a Dutchman".
bool is_one(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {"ein", "eine", "einem", "einen", "einer", "eines", "a", "an"};
  return kWords.contains(fold_case(word));
}

class Builder {
 public:
  // The article's names of persons that have several words are no states', word by word.
  Builder(const Article& article, const Reading& reading, const Knowledge& knowledge, const Surroundings& surroundings)
      : knowledge_(knowledge),
        surroundings_(surroundings),
        language_(language_of_tables(article)),
        date_(article.published.value) {
    if (!reading.names) return;
    for (const NameMention& mention : *reading.names) {
      const std::string name = plain(mention.span.of(article.text));
      if (mention.kind != "person" || name.find(' ') == name.npos) continue;
      if (!role_of(split(name, ' ').front())) surnames_.insert(name.substr(name.rfind(' ') + 1));
      for (const std::string_view word : split(name, ' ')) {
        of_persons_.emplace(word);
        of_persons_.emplace(without_genitive(word, language_ == "de"));
      }
    }
  }

  // Whether every country may have one: "Foreign Ministry", "Grenzschutz".
  bool is_common_body(std::string_view text, NameKind kind) const {
    if ((kind != NameKind::kNone && kind != NameKind::kOrganisation) || is_pronoun(text)) return false;
    const std::vector<std::string_view> words = split(text, ' ');
    const auto role = role_of(words[head_of(words)]);
    return role && role->type == EntityType::kOrganisation;
  }
  bool is_role(std::string_view word) const { return role_of(word).has_value(); }
  // Of a person whom the article calls by several words.
  bool is_surname(std::string_view word) const {
    return surnames_.contains(word) || surnames_.contains(without_genitive(word, language_ == "de"));
  }
  bool is_title(std::string_view word) const {
    const auto role = role_of(word);
    return role && role->type == EntityType::kPerson && !role->office.empty();
  }

  Candidate candidate(std::string text, NameKind kind) const {
    Candidate made;
    made.kind = kind;
    made.entity.name = text;
    if (kind != NameKind::kNone || !is_pronoun(text)) describe(made.entity, kind);
    made.full_name = is_full_name(text, made.entity) && (kind == NameKind::kNone || kind == NameKind::kPerson);
    made.text = std::move(text);
    return made;
  }

  // `names_marked`: the reader marks names, and these words are none.
  MentionForm form(std::string_view text, bool names_marked) const {
    if (is_pronoun(text)) return MentionForm::kPronoun;
    const std::vector<std::string_view> words = split(text, ' ');
    if (words.size() == 1 && !is_state_name(text) && knowledge_.state_of_adjective(text, language_) && !role_of(text)) {
      return MentionForm::kAdjective;
    }
    if (names_marked || role_of(words[head_of(words)]) || !is_capitalised(words.back())) return MentionForm::kRole;
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
    return words.size() > 1 && !gender_of_honorific(text) && is_capitalised(words.front()) && is_capitalised(words.back()) &&
           std::none_of(words.begin(), words.end() - (surnames_.contains(words.back()) ? 1 : 0),  // "Thomas Richter"
                        [&](std::string_view word) { return role_of(word).has_value(); });
  }

  std::optional<RoleWord> role_of(std::string_view word) const { return knowledge_.role(word, language_); }

  void describe(Entity& entity, NameKind kind) const {
    std::vector<std::string> forms = {entity.name, std::string(without_genitive(entity.name, language_ == "de"))};
    if (language_ == "de") {
      for (std::string& form : uninflected(entity.name)) forms.push_back(std::move(form));
    }
    for (const std::string& form : forms) {
      if (describe_known(entity, form, kind)) return;
    }
    if (kind != NameKind::kPerson && describe_one_of_several(entity)) return;
    const std::vector<std::string_view> words = split(entity.name, ' ');
    const auto role = role_of(words[head_of(words)]);
    if (words.size() == 1 && !role && kind == NameKind::kNone) {
      if (const auto state = knowledge_.state_of_adjective(words[0], language_)) {
        entity = of_actor(*state, "adjective");
        return;
      }
    }
    entity.country = country_in(words);
    if (role) {
      entity.type = role->type == EntityType::kPerson && counts_several(words.front()) ? EntityType::kGroup : role->type;
    } else if (knowledge_.country_of_demonym(words.back())) {
      entity.type = is_one(words.front()) ? EntityType::kPerson : EntityType::kGroup;
    }
    if (entity.country || entity.sector) entity.how = EntityHow::kText;
    if (kind != NameKind::kNone) entity.type = type_of(kind);
  }

  static EntityType type_of(NameKind kind) {
    switch (kind) {
      case NameKind::kOrganisation:
        return EntityType::kOrganisation;
      case NameKind::kPlace:
      case NameKind::kLocation:
        return EntityType::kPlace;
      default:
        return EntityType::kPerson;
    }
  }

  // Whether what the tables know can be what the reader takes the words for: context tells Jordan the state from the man,
  // while a state that acts is easily taken for an organisation or, where no person has such a name, for a person. A city is
  // not the state whose seat it is unless it acts.
  bool fits(const KnownActor& actor, NameKind kind, const std::string& name) const {
    if (kind == NameKind::kNone) return true;
    if (kind == NameKind::kLocation && actor.by_seat) return false;
    if (kind == NameKind::kPerson && actor.type == EntityType::kState) {
      return !of_persons_.contains(name) && !knowledge_.is_part_of_persons_name(name);
    }
    return (kind == NameKind::kPerson) == (actor.type == EntityType::kPerson);
  }

  // Fills the entity from the tables where they know the name.
  bool describe_known(Entity& entity, const std::string& name, NameKind kind) const {
    const auto actor = knowledge_.actor(name, language_, date_);
    if (!actor || !fits(*actor, kind, name)) return false;
    // Who holds no office at the time may be a namesake where the article names only other countries.
    const bool out_of_office = actor->type == EntityType::kPerson && date_ && !actor->sector;
    if (out_of_office && actor->country && surroundings_.speaks_only_of_others(*actor->country)) return false;
    // Every country has its Greens: a word for one country's needs that country to be spoken of.
    if (actor->type == EntityType::kOrganisation && actor->country && surroundings_.speaks_only_of_others(*actor->country)) {
      const auto hint = knowledge_.country_hint(name);
      if (hint && hint->generic) return false;
    }
    entity = of_actor(*actor, "table");
    if (actor->type == EntityType::kPerson) entity.name = name;  // as the article spells it
    return true;
  }

  // Of several bodies of one name the one of whose country the article speaks far more than of the others'.
  bool describe_one_of_several(Entity& entity) const {
    constexpr double kFar = 2;  // times
    const std::vector<KnownActor> bearers = knowledge_.organisations_named(entity.name, language_);
    if (bearers.size() < 2) return false;
    const KnownActor* one = nullptr;
    double most = 0, next = 0;
    std::vector<std::string> rows;
    for (const KnownActor& bearer : bearers) {
      rows.push_back(bearer.row);
      const double spoken_of = bearer.country ? surroundings_.weight_of(*bearer.country) : 0;
      if (spoken_of > most) one = &bearer;
      next = std::max(next, std::min(most, spoken_of));
      most = std::max(most, spoken_of);
    }
    if (one && most >= kFar * next) {
      entity = of_actor(*one, "table");
      return true;
    }
    entity.why.push_back({"name", "table", {}, {}, std::move(rows)});
    return false;
  }

  // The state whose adjective or people stand among the words ("russischen Truppen"); unknown where they are of several.
  std::optional<std::string> country_in(const std::vector<std::string_view>& words) const {
    std::optional<std::string> country;
    if (std::any_of(words.begin(), words.end(), is_ethnic)) return country;
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
  const Surroundings& surroundings_;
  std::string_view language_;
  std::optional<std::string> date_;
  std::set<std::string, std::less<>> of_persons_;
  std::set<std::string, std::less<>> surnames_;  // of those names
};

std::optional<NameKind> kind_of(std::string_view name) {
  if (name == "person") return NameKind::kPerson;
  if (name == "organisation") return NameKind::kOrganisation;
  if (name == "place") return NameKind::kPlace;
  return std::nullopt;  // works, laws, events: they do nothing
}

// A person's title right before a name: "Präsident [Lund]", but not "Ministerpräsident [Bayerns]".
bool is_after_title(std::string_view text, Span name, const Surroundings& surroundings, const Builder& builder) {
  const auto before = surroundings.word_before(name);
  return before && is_capitalised(*before) && builder.is_title(*before) && !surroundings.is_german_genitive(name.of(text));
}

// What the reader takes for a name though it is a pronoun, an adjective, or a noun for a person's role ("prime minister").
bool is_no_name(std::string_view name, NameKind kind, const Builder& builder) {
  if (is_pronoun(name)) return true;
  if (kind == NameKind::kOrganisation) return false;
  const std::vector<std::string_view> words = split(name, ' ');
  if (kind == NameKind::kPlace) return fold_case(name) == name;  // "belarussischen"
  if (std::none_of(words.begin(), words.end(), is_capitalised)) return true;
  if (words.size() == 1 && builder.is_surname(name)) return false;  // "Richter" after "Thomas Richter"
  return std::all_of(words.begin(), words.end(), [&](std::string_view word) { return builder.is_role(word); });
}

Mentions mentions_of(const Reading& reading, std::string_view text, const Builder& builder,
                     const Surroundings& surroundings) {
  Mentions mentions;
  for (const ParticipantMention& participant : reading.participants) {
    MentionWords& words = mentions[participant.span];
    words.antecedent = participant.antecedent;
    words.kind_guess = participant.kind;
    words.sector_guess = participant.sector;
  }
  const auto need = [&](Span span) { mentions[span].needed = true; };
  for (const Act& act : reading.acts) {
    for (const Span span : act.actors) need(span);
    for (const Span span : act.recipients) need(span);
  }
  for (const Quotation& quotation : reading.quotations) {
    if (quotation.speaker) need(*quotation.speaker);
    if (quotation.addressee) need(*quotation.addressee);
  }
  if (!reading.names) return mentions;
  for (const NameMention& name : *reading.names) {
    auto kind = kind_of(name.kind);
    if (!kind || is_no_name(name.span.of(text), *kind, builder)) continue;
    if (kind == NameKind::kPlace && is_after_title(text, name.span, surroundings, builder)) kind = NameKind::kPerson;
    const bool acts = mentions.contains(name.span);
    MentionWords& words = mentions[name.span];
    words.is_name = true;
    words.kind = *kind == NameKind::kPlace && !acts ? NameKind::kLocation : *kind;
  }
  return mentions;
}

// The person whose name ends a phrase ("Ministerin Ada Lund"): the phrase means them.
std::optional<Span> person_at_end(const Mentions& mentions, std::string_view text, Span phrase) {
  for (auto at = mentions.lower_bound(Span{phrase.begin, phrase.begin}); at != mentions.end(); ++at) {
    const auto& [span, words] = *at;
    if (span.begin >= phrase.end) break;
    if (words.kind != NameKind::kPerson || span == phrase || span.end != phrase.end) continue;
    // "the lawyer of Ada Lund" and "Bo Sand and Ada Lund" are somebody else.
    const std::string before = plain(Span{phrase.begin, span.begin}.of(text));
    const std::vector<std::string_view> parts = split(before, ' ');
    const bool other = std::any_of(parts.begin(), parts.end(), [](std::string_view word) {
      return hangs_on(word) || word == "und" || word == "and" || word == "oder" || word == "or";
    });
    if (!other) return span;
  }
  return std::nullopt;
}

// What the reader takes an entity for, over all its mentions.
class Votes {
 public:
  void add(const std::optional<Guess>& guess, bool pronoun) {
    if (!guess) return;
    const double weight = pronoun ? 0.5 : 1;
    of_label_[guess->label] += weight * guess->probability;
    all_ += weight;
  }

  std::optional<Guess> best() const {
    const auto most = std::max_element(of_label_.begin(), of_label_.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == of_label_.end()) return std::nullopt;
    return Guess{most->first, most->second / all_};
  }

 private:
  std::map<std::string, double> of_label_;
  double all_ = 0;
};

EntityType type_named(std::string_view kind) {
  return kind == "state"          ? EntityType::kState
         : kind == "person"       ? EntityType::kPerson
         : kind == "organisation" ? EntityType::kOrganisation
                                  : EntityType::kGroup;
}

// Whom a mention cannot mean: they stand on the other side of its act ("Japan warnte [den Nachbarn]").
class Opponents {
 public:
  explicit Opponents(const Reading& reading) {
    for (const Act& act : reading.acts) {
      for (const Span actor : act.actors) {
        for (const Span recipient : act.recipients) {
          of_[actor].push_back(recipient);
          of_[recipient].push_back(actor);
        }
      }
    }
  }

  bool of(Span mention, size_t candidate, const Mentions& mentions, const Candidates& candidates) const {
    const auto found = of_.find(mention);
    return found != of_.end() && std::any_of(found->second.begin(), found->second.end(), [&](Span other) {
             return root_of(candidates, mentions.at(other).candidate) == candidate;
           });
  }

 private:
  std::map<Span, std::vector<Span>> of_;
};

bool is_reflexive(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {"sich", "himself", "herself", "itself", "themselves"};
  return kWords.contains(fold_case(word));
}

// Whether words for somebody fit whom the reader takes them for: several are no one person and no state, and who is said to
// be of one country is not of another.
bool fits_words(std::string_view words, const std::optional<std::string>& country, const Entity& meant) {
  const bool one = meant.type == EntityType::kState || meant.type == EntityType::kPerson;
  if (one && counts_several(split(words, ' ').front())) return false;
  return !country || !meant.country || meant.how == EntityHow::kInferred || *country == *meant.country;
}

// A body without the words for its country, which is a field of its own: "Tadschikistans Grenzdienst", "Pariser
// Ministerium", "foreign ministry in Lima" are "Grenzdienst", "Ministerium", "foreign ministry". "Bank of England" is a
// name.
std::string without_country(const Entity& entity, const Knowledge& knowledge, std::string_view language) {
  const std::vector<std::string_view> words = split(entity.name, ' ');
  const bool is_name = std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                   [](const Mention& mention) { return mention.form == MentionForm::kName; });
  const auto is_country = [&](std::string_view name) {
    const auto hint = knowledge.country_hint(name);
    return hint && hint->kind != CountryHint::Kind::kAdjective && hint->countries.front() == entity.country;
  };
  const size_t head = head_of(words);
  if (head > 0) {
    const std::string_view first = words.front();
    const bool genitive = first.ends_with('s') || first.ends_with("’");
    const bool of_town = !is_name && language == "de" && first.ends_with("er");
    if ((genitive || of_town) && is_country(first)) return entity.name.substr(first.size() + 1);
  }
  const bool is_common = !is_name || knowledge.role(words[head], language);
  if (is_common && head + 2 < words.size() && (words[head + 1] == "in" || (!is_name && hangs_on(words[head + 1])))) {
    const auto end = static_cast<size_t>(words[head].data() + words[head].size() - entity.name.data());
    if (is_country(std::string_view(entity.name).substr(end + words[head + 1].size() + 2)))
      return entity.name.substr(0, end);
  }
  return entity.name;
}

// A German phrase, its article taken off, in the nominative; the article, or the word before the mention, shows its case.
std::string nominative_of(std::string_view alone, const std::string& words, Span mention, bool is_name,
                          const Surroundings& surroundings, const Knowledge& knowledge) {
  const auto before =
      alone.size() < words.size() ? std::optional(split(words, ' ').front()) : surroundings.word_before(mention);
  return nominative_phrase(alone, before.value_or(std::string_view()), is_name, knowledge);
}

// By the words of its first mention and the one before them.
void name_in_nominative(Entity& entity, std::string_view text, const Surroundings& surroundings,
                        const Knowledge& knowledge) {
  const Mention& first = entity.mentions.front();
  const bool is_name = first.form == MentionForm::kName;
  const bool is_thing = is_name && entity.type == EntityType::kOrganisation && entity.how != EntityHow::kKnowledge;
  const std::string words = plain(first.span.of(text));
  std::string_view alone = without_article(words);
  if ((first.form != MentionForm::kRole && !is_thing) || entity.name != alone) return;
  if (const std::string_view one = split(alone, ' ').front(); is_one(one) && one.size() < alone.size()) {
    alone.remove_prefix(one.size() + 1);
  }
  entity.name = nominative_of(alone, words, first.span, is_name, surroundings, knowledge);
}

// Whether two names differ in nothing but the endings of their words.
bool same_but_for_endings(std::string_view a, std::string_view b) {
  constexpr size_t kLongestEnding = 2;
  const std::vector<std::string_view> words = split(a, ' '), others = split(b, ' ');
  return std::equal(words.begin(), words.end(), others.begin(), others.end(), [&](std::string_view x, std::string_view y) {
    const std::string one = fold_case(x), other = fold_case(y);
    const auto differ = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin();
    return static_cast<size_t>(differ) + kLongestEnding >= std::max(one.size(), other.size());
  });
}

// A known body is called what the article calls it: "NATO" where it never says "Nordatlantikpakt".
void name_as_in_article(Entity& entity, const Article& article, const Surroundings& surroundings,
                        const Knowledge& knowledge) {
  const bool german = article.language == "de";
  std::string longest;
  for (const Mention& mention : entity.mentions) {
    if (mention.form != MentionForm::kName) continue;
    const std::string words = plain(mention.span.of(article.text));
    std::string name(without_article(words));
    if (same_but_for_endings(name, entity.name)) return;
    if (german) name = nominative_of(name, words, mention.span, true, surroundings, knowledge);
    const auto known = knowledge.actor(name, language_of_tables(article), article.published.value);
    if (known && known->actor == entity.actor && name.size() > longest.size()) longest = std::move(name);
  }
  if (!longest.empty()) entity.name = std::move(longest);
}

// A candidate that only has what the article says of it: no name of its own, and nothing that the tables know.
bool is_nameless(const Candidate& candidate, MentionForm form) {
  return candidate.kind == NameKind::kNone && candidate.entity.how != EntityHow::kKnowledge &&
         (form == MentionForm::kPronoun || form == MentionForm::kRole);
}

// Words that are a name here and there were passed over mean the same; so does "the Foreign Ministry" after the only
// country's that has been named, or before it if the article is about that country (`meant`). `of_text`: candidates by
// words, kind and country said, numbered in the order of the text.
void join_same_words(const std::map<std::tuple<std::string, NameKind, std::string>, size_t>& of_text,
                     const std::optional<std::string>& meant, Candidates& candidates) {
  for (auto begin = of_text.begin(); begin != of_text.end();) {
    const std::string& text = std::get<0>(begin->first);
    const auto end = std::find_if(begin, of_text.end(), [&](const auto& other) { return std::get<0>(other.first) != text; });
    for (auto one = begin; one != end; ++one) {
      const auto& [words, kind, country] = one->first;
      size_t named = 0, joined = 0;
      for (auto other = begin; other != end; ++other) {
        const auto& [same_words, other_kind, other_country] = other->first;
        if (kind == NameKind::kNone && other_kind != NameKind::kNone && country == other_country && !is_pronoun(text) &&
            joined == 0) {
          join(candidates, one->second, other->second, "same words");
          joined = 1;
        }
        if (kind == other_kind && country.empty() && !other_country.empty()) ++named;
      }
      if (named != 1 || joined > 0) continue;
      for (auto other = begin; other != end; ++other) {
        const auto& [same_words, other_kind, other_country] = other->first;
        const bool before = other->second < one->second || other_country == meant;
        if (kind == other_kind && !other_country.empty() && before)
          join(candidates, one->second, other->second, "same words");
      }
    }
    begin = end;
  }
}

// By "Frau" and "Herr", by the given name, or by the title.
std::optional<char> gender_of(const Candidate& candidate, Span name, const Offices& offices, const Knowledge& knowledge) {
  if (const auto gender = gender_of_honorific(candidate.text)) return gender;
  const size_t space = candidate.text.find(' ');
  if (candidate.full_name && space != std::string::npos) {
    if (const auto gender = knowledge.gender_of_given_name(std::string_view(candidate.text).substr(0, space))) return gender;
  }
  return offices.gender_of_title(name);
}

bool names_person(const Mentions& mentions, Span phrase) {
  for (auto at = mentions.lower_bound(Span{phrase.begin, phrase.begin}); at != mentions.end(); ++at) {
    if (at->first.begin >= phrase.end) break;
    if (at->second.kind == NameKind::kPerson) return true;
  }
  return false;
}

// Forgets whom the tables know by a name where their title says that they are of another country ("Perus Präsidentin [Ada
// Lund]" is no Danish minister), so that they are somebody else.
void forget_namesakes(std::string_view text, const Mentions& mentions, const Surroundings& surroundings,
                      Candidates& candidates) {
  for (const auto& [span, mention] : mentions) {
    Candidate& candidate = candidates[mention.candidate];
    const Entity& entity = candidate.entity;
    const bool known = entity.how == EntityHow::kKnowledge && entity.country && entity.country != "INT";
    static const std::set<std::string, std::less<>> kOfStates = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"};
    if (known && mention.kind == NameKind::kOrganisation) {
      if (!entity.sector || !kOfStates.contains(*entity.sector)) continue;  // anybody may be users of Facebook
      const auto owner = surroundings.owner_before(span);                   // "Pakistan's [Foreign Office]"
      if (!owner || owner->country == "INT" || owner->country == *entity.country) continue;
      candidate.entity = Entity();
      candidate.entity.name = plain(span.of(text));
      candidate.entity.type = EntityType::kOrganisation;
      continue;
    }
    if (mention.kind != NameKind::kPerson || !known) continue;
    const auto title = surroundings.close_title_of(span);
    const auto said = title ? surroundings.country_named(*title) : std::nullopt;
    if (!said || names_person(mentions, *title) || *said == "INT" || *said == *entity.country) continue;
    candidate.entity = Entity();
    candidate.entity.name = plain(span.of(text));
    candidate.entity.type = EntityType::kPerson;
  }
}

// Surnames alone that are a known office-holder's, unless the article has a full name that ends so.
void name_office_holders(std::string_view text, bool german, const Mentions& mentions, const Offices& offices,
                         const FullNames& full_names, Candidates& candidates) {
  for (const auto& [span, mention] : mentions) {
    Candidate& candidate = candidates[mention.candidate];
    if (mention.kind != NameKind::kPerson || candidate.entity.how == EntityHow::kKnowledge) continue;
    const auto stem_size = static_cast<uint32_t>(without_genitive(span.of(text), german).size());
    const Span stem{span.begin, span.begin + stem_size};
    for (const Span name : stem == span ? std::vector{span} : std::vector{span, stem}) {
      if (full_names.of(name.of(text))) break;
      const auto known = offices.bearer(name);
      if (!known) continue;
      candidate.entity = of_actor(*known, "office");
      break;
    }
  }
}

// Makes what is marked of a title or an apposition ("Ada Lund, their [negotiator]") one with the person it stands beside.
void join_titles_beside_names(std::string_view text, const std::vector<Span>& roles, const Mentions& mentions,
                              const Surroundings& surroundings, Candidates& candidates) {
  for (const auto& [name, mention] : mentions) {
    if (mention.kind != NameKind::kPerson) continue;
    const auto title = surroundings.title_of(name);
    const std::vector<Span> words = title ? surroundings.words_in(*title) : std::vector<Span>();
    if (words.empty()) continue;
    const Span head = words[head_of(words, text)];
    for (auto role = std::lower_bound(roles.begin(), roles.end(), Span{title->begin, title->begin}); role != roles.end();
         ++role) {
      if (role->begin >= title->end) break;
      if (title->contains(*role) && role->contains(head)) {
        join(candidates, root_of(candidates, mentions.at(*role).candidate), root_of(candidates, mention.candidate), "title");
      }
    }
  }
}

// Makes phrases for an office ("der russische Präsident") one with whom they mean: a person of the article with that title,
// else whom the tables know.
void find_office_holders(std::string_view text, const std::vector<Span>& roles, const Mentions& mentions,
                         const Surroundings& surroundings, const Offices& offices, Candidates& candidates) {
  if (roles.empty()) return;
  join_titles_beside_names(text, roles, mentions, surroundings, candidates);
  std::vector<Titled> persons, bodies;
  std::map<std::string, size_t> of_actor_key;
  for (const auto& [span, mention] : mentions) {
    const size_t root = root_of(candidates, mention.candidate);
    if (candidates[root].entity.actor) of_actor_key.emplace(*candidates[root].entity.actor, root);
    if (mention.kind == NameKind::kPerson) {
      if (auto person = offices.with_title(span, root)) persons.push_back(std::move(*person));
    } else if (mention.kind == NameKind::kOrganisation) {
      if (auto body = offices.body_with_kind(span, root)) bodies.push_back(std::move(*body));
    }
  }
  for (const Span span : roles) {
    if (auto body = offices.body_by_noun(span, root_of(candidates, mentions.at(span).candidate))) {
      bodies.push_back(std::move(*body));
    }
  }
  for (const Span span : roles) {
    const size_t root = root_of(candidates, mentions.at(span).candidate);
    if (candidates[root].kind != NameKind::kNone) continue;              // stands beside a name
    if (candidates[root].entity.how == EntityHow::kKnowledge) continue;  // found by another phrase
    if (const auto person = offices.titled(span, persons)) {
      join(candidates, root, *person, "title");
      continue;
    }
    if (const auto body = offices.body_of_kind(span, bodies)) {
      join(candidates, root, *body, "title");
      continue;
    }
    std::vector<std::string> among;
    const auto known = offices.holder(span, of_actor_key, among);
    if (!known) {
      if (!among.empty()) candidates[root].entity.why.push_back({"name", "office", span, {}, std::move(among)});
      continue;
    }
    const auto [found, fresh] = of_actor_key.emplace(*known->actor, root);
    if (fresh) {
      candidates[root].entity = of_actor(*known, "office");
      // Whoever is called by that surname alone.
      for (size_t i = 0; i < candidates.size(); ++i) {
        const Candidate& other = candidates[i];
        const bool surname = other.kind == NameKind::kPerson && !other.joins && other.entity.how != EntityHow::kKnowledge;
        if (surname && known->name.ends_with(" " + other.text)) join(candidates, i, root, "surname");
      }
    } else {
      join(candidates, root, found->second, "office");
    }
  }
}

// What joined candidates know, where the one that stands for them does not: but not a state's row for a man of its name.
void take_what_is_missing(Entity& entity, const Entity& other) {
  if (entity.type && other.type && entity.type != other.type && other.how == EntityHow::kKnowledge) return;
  if (!entity.type) entity.type = other.type;
  if (entity.how != EntityHow::kNone || other.how == EntityHow::kNone) return;
  if (!entity.country) entity.country = other.country;
  if (!entity.sector) entity.sector = other.sector;
  if (entity.country || entity.sector) entity.how = EntityHow::kText;
}

}  // namespace

EntityTable::EntityTable(const Article& article, const Reading& reading, const Knowledge& knowledge,
                         const Surroundings& surroundings) {
  const auto words_of = [&](Span span) { return plain(span.of(article.text)); };
  const Builder builder(article, reading, knowledge, surroundings);
  Mentions mentions = mentions_of(reading, article.text, builder, surroundings);

  Candidates candidates;
  using Words =
      std::tuple<std::string, NameKind, std::string>;  // with the country said at a body: "Norway's Foreign Ministry"
  std::map<Words, size_t> of_text;
  for (auto& [span, mention] : mentions) {
    std::string text = words_of(span);
    if (mention.kind == NameKind::kNone) text = without_article(text);
    const auto said = builder.is_common_body(text, mention.kind) ? surroundings.country_said(span) : std::nullopt;
    // Who a pronoun means is not in its letters: each stands for itself.
    const std::string country = said ? said->country : "";
    const auto [known, fresh] = of_text.emplace(Words(text, mention.kind, country), candidates.size());
    mention.candidate = fresh || !is_pronoun(text) ? known->second : candidates.size();
    if (mention.candidate == candidates.size()) {
      candidates.push_back(builder.candidate(std::move(text), mention.kind));
      candidates.back().country_said = country;
    }
  }
  join_same_words(of_text, surroundings.country_meant(), candidates);
  const Offices offices(article, knowledge, surroundings);
  for (const auto& [span, mention] : mentions) {
    Candidate& candidate = candidates[mention.candidate];
    if (mention.kind == NameKind::kPerson && !candidate.gender)
      candidate.gender = gender_of(candidate, span, offices, knowledge);
  }
  const bool german = article.language == "de";
  const FullNames full_names(candidates, german);
  forget_namesakes(article.text, mentions, surroundings, candidates);
  name_office_holders(article.text, german, mentions, offices, full_names, candidates);
  join_names(article.text, german, mentions, full_names, candidates);

  const auto form_of = [&](Span span, const MentionWords& mention) {
    return mention.is_name ? MentionForm::kName : builder.form(words_of(span), reading.names.has_value());
  };
  const PronounRules pronouns(article.text, reading.sentences);
  const Opponents opponents(reading);
  const auto may_be = [&](Span span, size_t root) {
    return is_reflexive(span.of(article.text)) || !opponents.of(span, root, mentions, candidates);
  };
  for (const auto& [span, mention] : mentions) {
    if (mention.is_name) continue;
    if (const auto person = person_at_end(mentions, article.text, span)) {
      join(candidates, mention.candidate, mentions.at(*person).candidate, "name at the end");
      const std::string title = plain(trim(Span{span.begin, person->begin}.of(article.text)));
      if (!title.empty())
        take_what_is_missing(candidates[root_of(candidates, mention.candidate)].entity,
                             builder.candidate(title, NameKind::kNone).entity);
      continue;
    }
    if (!is_nameless(candidates[root_of(candidates, mention.candidate)], form_of(span, mention))) continue;
    const auto meant = mention.antecedent ? shortest_holding(mentions, *mention.antecedent) : mentions.end();
    const auto said = is_pronoun(words_of(span)) ? std::nullopt : surroundings.country_in(span);
    const auto country = said ? std::optional(said->country) : std::nullopt;
    const auto is_meant = [&](size_t root) {
      return may_be(span, root) && pronouns.may_mean(span, candidates[root]) &&
             fits_words(words_of(span), country, candidates[root].entity);
    };
    if (meant != mentions.end() && is_meant(root_of(candidates, meant->second.candidate))) {
      join(candidates, mention.candidate, meant->second.candidate, "reader");
    } else if (const auto person = pronouns.person_before(mentions, candidates, span); person && may_be(span, *person)) {
      join(candidates, mention.candidate, *person, "pronoun");
    }
  }

  std::vector<Span> roles;
  for (const auto& [span, mention] : mentions) {
    const MentionForm form = form_of(span, mention);
    if (form == MentionForm::kRole && is_nameless(candidates[root_of(candidates, mention.candidate)], form)) {
      roles.push_back(span);
    }
  }
  find_office_holders(article.text, roles, mentions, surroundings, offices, candidates);

  // Only who takes part, speaks or has a name is an entity of the record.
  std::vector<bool> wanted(candidates.size(), false);
  const auto want = [&](const std::optional<Span>& word) {
    if (!word) return;
    if (const auto meant = shortest_holding(mentions, *word); meant != mentions.end()) {
      wanted[root_of(candidates, meant->second.candidate)] = true;
    }
  };
  for (const Act& act : reading.acts) {
    for (const auto& word : {act.meant_actor, act.meant_recipient, act.source}) want(word);
  }
  for (const Quotation& quotation : reading.quotations) want(quotation.meant_speaker);
  for (const auto& [span, mention] : mentions) {
    if (mention.needed || mention.is_name) wanted[root_of(candidates, mention.candidate)] = true;
  }

  std::map<size_t, size_t> entity_of;  // candidate -> entity
  std::vector<Votes> kinds, sectors;   // by entity
  std::vector<bool> acts;              // whether it takes part in something or speaks
  for (const auto& [span, mention] : mentions) {
    const size_t root = root_of(candidates, mention.candidate);
    if (!wanted[root]) continue;
    const auto [found, fresh] = entity_of.emplace(root, entities_.size());
    if (fresh) {
      entities_.push_back(candidates[root].entity);
      entities_.back().id = fmt::format("e{}", entities_.size());
      kinds.emplace_back();
      sectors.emplace_back();
      acts.push_back(false);
    }
    Entity& entity = entities_[found->second];
    acts[found->second] = acts[found->second] || mention.needed;
    take_what_is_missing(entity, candidates[mention.candidate].entity);
    of_span_[span] = found->second;
    const MentionForm form = form_of(span, mention);
    kinds[found->second].add(mention.kind_guess, form == MentionForm::kPronoun);
    sectors[found->second].add(mention.sector_guess, form == MentionForm::kPronoun);
    entity.mentions.push_back({span, form});
    if (mention.candidate != root) entity.why.push_back({"mentions", candidates[mention.candidate].joined_by, span, {}});
  }
  for (size_t i = 0; i < entities_.size(); ++i) {
    const auto kind = kinds[i].best();
    if (kind && !entities_[i].type) entities_[i].type = type_named(kind->label);
  }
  const auto complete_all = [&](bool persons) {
    for (size_t i = 0; i < entities_.size(); ++i) {
      if ((entities_[i].type == EntityType::kPerson) == persons)
        surroundings.complete(entities_[i], sectors[i].best(), acts[i]);
    }
  };
  complete_all(true);
  take_from_names_inside();
  complete_all(false);
  for (Entity& entity : entities_) {
    if (german) name_in_nominative(entity, article.text, surroundings, knowledge);
    if (entity.how == EntityHow::kKnowledge && entity.type == EntityType::kOrganisation) {
      name_as_in_article(entity, article, surroundings, knowledge);
    }
    const bool is_body = entity.type == EntityType::kOrganisation;
    if (is_body && entity.country && entity.how != EntityHow::kKnowledge) {
      entity.name = without_country(entity, knowledge, language_of_tables(article));
    }
  }
}

// "Lunds Büro", "the Lund government" are where Lund is.
void EntityTable::take_from_names_inside() {
  for (const auto& [span, index] : of_span_) {
    Entity& entity = entities_[index];
    if (entity.country || entity.type == EntityType::kPlace) continue;
    for (auto inside = of_span_.lower_bound(Span{span.begin, span.begin}); inside != of_span_.end(); ++inside) {
      if (inside->first.begin >= span.end) break;
      const Entity& named = entities_[inside->second];
      if (inside->second == index || !span.contains(inside->first) || !named.country || *named.country == "INT") continue;
      if (named.type != EntityType::kPerson) continue;  // countries and bodies are found by their words
      entity.country = named.country;
      if (!entity.sector) entity.sector = named.sector;
      entity.why.push_back({"country", "name inside", inside->first, {}});
      if (entity.how == EntityHow::kNone) entity.how = EntityHow::kText;
      break;
    }
  }
}

const Entity& EntityTable::with_id(const std::string& id) const {
  size_t number = 0;  // "e1" is the first
  std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return entities_.at(number - 1);
}

std::vector<std::pair<Span, std::string>> EntityTable::mentions_in(Span words) const {
  std::vector<std::pair<Span, std::string>> mentions;
  for (auto at = of_span_.lower_bound(Span{words.begin, words.begin}); at != of_span_.end() && at->first.begin < words.end;
       ++at) {
    if (words.contains(at->first)) mentions.emplace_back(at->first, entities_[at->second].id);
  }
  return mentions;
}

std::optional<std::string> EntityTable::id_at(Span word) const {
  const auto mention = shortest_holding(of_span_, word);
  return mention == of_span_.end() ? std::nullopt : std::optional(entities_[mention->second].id);
}

}  // namespace depesche
