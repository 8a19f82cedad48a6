// Knowledge: the tables of knowledge/ (countries, leaders, organisations, role words, event codes), loaded and indexed.
//
// Immutable after load(): any number of threads may look things up.
#pragma once

#include <depesche/error.h>
#include <depesche/record.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace depesche {

// What the tables say of a name.
struct KnownActor {
  EntityType type = EntityType::kState;
  std::string name;                    // canonical, in the language asked for
  std::optional<std::string> country;  // null where the bearers of the name disagree
  std::optional<std::string> sector;   // likewise
  std::optional<std::string> actor;    // "state/RUS"
  std::optional<std::string> wikidata;
  bool by_seat = false;  // a state, named by its capital or seat of government
};

// What the tables say of a common noun for people or bodies ("Ministerin", "parliament").
struct RoleWord {
  EntityType type = EntityType::kPerson;
  std::optional<std::string> sector;
};

class Knowledge {
 public:
  // Errors  those of Table::read().
  static Result<std::unique_ptr<const Knowledge>> load(const std::filesystem::path& folder);
  ~Knowledge();

  // A state by name, capital or seat of government; an organisation by name or acronym; a person by full name. `date` is the
  // article's (ISO 8601, to any precision) and decides between the offices that a person held; `language` is "de" or "en".
  std::optional<KnownActor> actor(std::string_view name, std::string_view language,
                                  std::optional<std::string_view> date) const;

  // The state that an adjective names, in any inflected form ("russischen", "Russian").
  std::optional<KnownActor> state_of_adjective(std::string_view word, std::string_view language) const;

  // The state whose people a word names ("Franzosen", "Italians"), as alpha-3.
  std::optional<std::string> country_of_demonym(std::string_view word) const;

  std::optional<RoleWord> role(std::string_view word, std::string_view language) const;

  // Codes of an event of this type and mode; the type's own where the mode has none.
  Codes codes(const std::string& type, const std::optional<std::string>& mode) const;

  // "sha256:…" over the tables that were loaded.
  const std::string& version() const;

 private:
  struct Tables;
  Knowledge();
  std::unique_ptr<Tables> tables_;
};

}  // namespace depesche
