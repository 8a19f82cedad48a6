// Offices: who is meant by an office ("der russische Präsident", "the minister"), or by a surname with one ("Kanzlerin
// Lund").
#pragma once

#include <depesche/document.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "resolve/surroundings.h"

namespace depesche {

// Somebody whom the article gives a title ("Verteidigungsministerin [Ada Lund]"), or a body with the word for its kind.
struct Titled {
  std::string office;                  // the main word of the title, case folded
  std::optional<std::string> country;  // that the title speaks of
  size_t who = 0;                      // whatever the caller knows them by
  bool nameless = false;               // a body that is called so and nothing else
};

class Offices {
 public:
  // All outlive it.
  Offices(const Article& article, const Knowledge& knowledge, const Surroundings& surroundings);

  // The person of this name by the title before it or the apposition after it; nothing where it has none, or a former one.
  std::optional<Titled> with_title(Span name, size_t person) const;

  // A body by the word for its kind right before its name: "die Zeitung [Der Bote]", and the one that "die Zeitung" means.
  std::optional<Titled> body_with_kind(Span name, size_t body) const;
  // The same by a German compound for its kind: "das [Innenministerium]", and the one that "das Ministerium" means.
  std::optional<Titled> body_by_noun(Span phrase, size_t body) const;
  std::optional<size_t> body_of_kind(Span phrase, const std::vector<Titled>& bodies) const;

  // Of a person, by the German word for the title: "Ministerin", "Minister".
  std::optional<char> gender_of_title(Span name) const;

  // Of persons with titles the one that a phrase means: it is of one certain person, and they alone have that office or one
  // that ends like it ("die Ministerin"), in the country where the phrase names one.
  std::optional<size_t> titled(Span phrase, const std::vector<Titled>& persons) const;

  // Who held the office that the phrase names, in the country that it or the article names, when the article was written;
  // of several the one that the article names (`named`: by their keys). Nobody where the tables do not reach.
  // `candidates`: the rows of those among whom nothing decides.
  std::optional<KnownActor> holder(Span phrase, const std::map<std::string, size_t>& named,
                                   std::vector<std::string>& candidates) const;

  // The known person with this surname who holds the office in the title beside it, or who leads a state that the article
  // speaks of.
  std::optional<KnownActor> bearer(Span surname) const;

 private:
  // The longest word or words for a person's role that end with the main word of a title, or go on after it.
  std::optional<Span> office_in(const std::vector<Span>& words) const;
  // Whether words of a title are of a former, a future or any holder.
  bool is_of_another(const std::vector<Span>& words) const;
  bool leads(Span phrase) const;
  // A phrase of one certain holder of an office today, not of a former, a future or any one.
  bool means_one_holder(Span phrase) const;
  // The longest office in the tables that ends with the phrase's main word.
  std::vector<KnownActor> holders_of_phrase(Span phrase, const Office& narrowed) const;

  const Article& article_;
  const Knowledge& knowledge_;
  const Surroundings& surroundings_;
  const std::string_view language_;
};

}  // namespace depesche
