// Tokenizer: text -> pieces of the network's vocabulary, each with its bytes. On SentencePiece.
#pragma once

#include <depesche/document.h>
#include <depesche/error.h>

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace sentencepiece {
class SentencePieceProcessor;
}

namespace depesche {

struct Token {
  int64_t id = 0;
  Span span;  // bytes of the text, white space before the piece left out; empty for pieces that stand for nothing visible
};

// Thread-safe after load().
class Tokenizer {
 public:
  // Errors  kCorrupt: the file is no SentencePiece model.
  static Result<std::unique_ptr<const Tokenizer>> load(const std::filesystem::path& model);
  ~Tokenizer();

  // The pieces of text[sentence], positions in `text`.
  std::vector<Token> tokenize(std::string_view text, Span sentence) const;

  size_t vocabulary_size() const;

 private:
  Tokenizer();
  std::unique_ptr<sentencepiece::SentencePieceProcessor> processor_;
};

}  // namespace depesche
