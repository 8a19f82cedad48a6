// Words that decide whether a full stop ends a sentence, German and English.
//
// Threads: the tables are made on first use and immutable after it; safe from any thread.
#pragma once

#include <string_view>

namespace depesche::sentences {

// What the full stop after an abbreviation can mean besides shortening.
enum class Abbreviation {
  kNone,          // no abbreviation
  kNeverEnds,     // something must follow: "Dr.", "bzw."
  kBeforeNumber,  // an abbreviation only where a number follows ("No. 5", "Art. 3"), otherwise an ordinary word
  kMayEnd,        // ends where the next word can only begin a sentence: "Inc.", "U.S.", "Mio."
  kUsuallyEnds,   // ends before every capital: "usw.", "p.m."
};

// `word` stands without its last full stop and without spaces inside ("z.B" for "z. B."). Case counts ("No", not "no"),
// but an abbreviation in lower case may stand at the head of a sentence ("Vgl").
Abbreviation abbreviation(std::string_view word);

// Function words which, written with a capital, begin a sentence: "Die", "However".
bool begins_sentences(std::string_view word);

// "Februar", "March", also abbreviated: "Okt".
bool is_month(std::string_view word);

// "Monday", "Mittwoch", "EST": what stands after a time of the clock without a new sentence.
bool follows_clock_time(std::string_view word);

// Nouns counted by ordinals: "Jahrhundert", "Weltkrieg"; also as the last part of a compound: "Panzerdivision".
bool is_counted_noun(std::string_view word);

// German words before an ordinal: "am", "zum", "der".
bool precedes_ordinal(std::string_view word);

// Verbs of English cues: "said", "asked".
bool is_cue_verb(std::string_view word);

// What stands right after the cue verb where the quotation precedes it: "in", "him".
bool follows_cue_verb(std::string_view word);

// Small words after which a sentence cannot end: "und", "the".
bool never_ends_sentence(std::string_view word);

// Short words that look like abbreviations (no vowel), and are none: "km".
bool is_plain_without_vowel(std::string_view word);

// Endings of host and file names, folded to lower case: "de", "com", "pdf".
bool is_name_ending(std::string_view word);

}  // namespace depesche::sentences
