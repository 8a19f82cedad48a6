// clean: an article as it came -> a document to be read.
//
// Throws nothing away silently: every visible stretch of the input that is not in the document's text or title is in
// `removed`, verbatim, with its reason.
//
// Threads: free functions without state; safe from any thread.
#pragma once

#include <depesche/document.h>
#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <optional>
#include <string>

namespace depesche {

struct CleanOptions {
  // Look for title, date, byline and junk lines in the text. Off: the text stays exactly as it is (positions of the
  // input hold), and only what was given (Snapshot::given) is known beside it.
  bool remove_junk = true;
  // What the caller says of every article; goes before what the input says.
  std::optional<std::string> published;  // ISO 8601 date or date and time, or RFC 2822
  std::optional<std::string> language;   // ISO 639-1
};

// Errors  kBadInput: no text in it (with what was found instead); those of check(). A date or language that the input itself
//         gives and that cannot be read is only a warning.
// Cost    linear in the input.
Result<Document> clean(const Snapshot& snapshot, const CleanOptions& options);

// Whether the options make sense, before any article is cleaned with them.
// Errors  kBadArgument: `published` is no date, or `language` no language code; says which forms are understood.
Result<void> check(const CleanOptions& options);

}  // namespace depesche
