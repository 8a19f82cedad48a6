// Decoding: the network's scores of one window -> the acts and quotations whose anchors are fresh in it.
#pragma once

#include <depesche/error.h>
#include <depesche/reading.h>

#include <span>
#include <string_view>
#include <vector>

#include "read/labels.h"
#include "read/network.h"
#include "read/tokenizer.h"
#include "read/windows.h"

namespace depesche {

// A document as the network sees it.
struct TokenizedText {
  std::string_view text;
  std::vector<Span> sentences;
  std::vector<Token> tokens;
  std::vector<size_t> sentence_ends;  // [sentence] number of tokens up to its end

  // The ids of a window with the end marks.
  std::vector<int64_t> window_ids(const Window& window, const Labels& labels) const;
};

// What stands in one window, appended to `reading`.
//
// An act's participants, places and times are looked for in its own sentence; a quotation's content lies in one sentence,
// its speaker, addressee and cue anywhere in the window.
// Errors  those of Network::Session; `reading` may then hold a part of the window.
Result<void> decode_window(const TokenizedText& text, const Window& window, const WindowScores& scores, const Labels& labels,
                           Network::Session& session, Reading& reading);

}  // namespace depesche
