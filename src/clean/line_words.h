// line_words: kinds of words that tell junk lines from text, in German and English.
//
// Threads: free functions; the table is shared and immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace depesche {

enum class WordKind {
  kFunction,  // articles, pronouns, prepositions, conjunctions
  kVerb,      // frequent finite verbs: what has one is a sentence
  kSaid,      // who vouches for what is told
  kOffer,     // newsletters, subscriptions, apps
  kYou,       // the reader, and the outlet that speaks to him
  kDo,        // what the reader shall do
  kSocial,    // networks
  kShare,     // what buttons do
  kCredit,    // agencies, archives, "photo by"
  kCaption,   // what is seen, and where in the picture
  kTeaser,    // headings over other articles
  kSection,   // parts of a site
  kLegal,     // imprint, rights, terms
  kConsent,   // cookies, data
  kTime,      // published, updated, reading time
  kRole,      // of those who wrote it
  kMedia,     // video and audio players
  kAdvert,    // advertising
  kComment,   // readers' comments
  kShop,      // prices and goods
  kCalendar,  // months and days of the week
  kWidget,    // weather, shares, sports tables
  kScene,     // what pictures show
};
inline constexpr size_t kWordKinds = 23;

// The kinds of `word` (fold_case), bit 1 << kind for each.
uint32_t word_kinds(std::string_view word);

}  // namespace depesche
