#include "read/tokenizer.h"

#include <sentencepiece_processor.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "read/model_files.h"

namespace depesche {

Tokenizer::Tokenizer() : processor_(std::make_unique<sentencepiece::SentencePieceProcessor>()) {}
Tokenizer::~Tokenizer() = default;

Result<std::unique_ptr<const Tokenizer>> Tokenizer::load(const std::filesystem::path& model) {
  std::unique_ptr<Tokenizer> tokenizer(new Tokenizer);
  if (const auto status = tokenizer->processor_->Load(model.string()); !status.ok()) {
    return fail(ErrorCode::kCorrupt, "{}: not a SentencePiece model ({}); {}", model.string(), status.ToString(),
                kModelRemedy);
  }
  return std::unique_ptr<const Tokenizer>(std::move(tokenizer));
}

std::vector<Token> Tokenizer::tokenize(std::string_view text, Span sentence) const {
  const std::string_view part = sentence.of(text);
  const auto encoded = processor_->EncodeAsImmutableProto(absl::string_view(part.data(), part.size()));
  std::vector<Token> tokens;
  tokens.reserve(encoded.pieces_size());
  for (size_t i = 0; i < encoded.pieces_size(); ++i) {
    const auto piece = encoded.pieces(static_cast<int>(i));
    size_t begin = piece.begin();
    const size_t end = piece.end();
    while (begin < end) {
      const CodePoint c = code_point_at(part, begin);
      if (!is_space(c.value)) break;
      begin = c.next;
    }
    tokens.push_back({static_cast<int64_t>(piece.id()),
                      {sentence.begin + static_cast<uint32_t>(begin), sentence.begin + static_cast<uint32_t>(end)}});
  }
  return tokens;
}

size_t Tokenizer::vocabulary_size() const { return static_cast<size_t>(processor_->GetPieceSize()); }

}  // namespace depesche
