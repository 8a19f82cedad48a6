#include "times/words.h"

#include <algorithm>

#include "base/utf8.h"

namespace depesche::times {
namespace {

constexpr size_t kLongestWord = 48;

// The letters of one kind of word in both languages are few: everything longer than the lexicon's words is unknown.
class Folder {
 public:
  // Folded `word`; valid until the next call.
  std::string_view fold(std::string_view word) {
    const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) {
      other_ = fold_case(word);
      return other_;
    }
    std::transform(word.begin(), word.end(), buffer_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return {buffer_.data(), word.size()};
  }

 private:
  std::array<char, kLongestWord> buffer_{};
  std::string other_;
};

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_with_any(std::string_view word, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view b) { return word.starts_with(b); });
}

// Verb forms told by their letters alone, good enough to weigh a clause as past.
Shape german_shape(std::string_view word) {
  if (word.size() < 5) return Shape::kPlain;
  if (word.ends_with("iert") || (word.ends_with('t') && word.find("ge") != std::string_view::npos))
    return Shape::kParticiple;
  if (word.ends_with("te") || word.ends_with("ten")) return Shape::kPreterite;
  const bool prefixed = begins_with_any(word, {"ge", "be", "ver", "er", "ent", "zer"});
  if (prefixed && (word.ends_with('t') || word.ends_with("en"))) return Shape::kParticiple;
  return word.ends_with("en") && word.find("ge") != std::string_view::npos && !word.ends_with("gen") ? Shape::kParticiple
                                                                                                     : Shape::kPlain;
}

Shape english_shape(std::string_view word) {
  return word.size() >= 4 && word.ends_with("ed") && !word.ends_with("eed") ? Shape::kPreterite : Shape::kPlain;
}

char ascii_twin(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x201A:
      return '"';
    default:
      return '\x01';
  }
}

class Tokeniser {
 public:
  Tokeniser(std::string_view text, const Lexicon& lexicon, bool german) : text_(text), lexicon_(lexicon), german_(german) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    tokens.reserve(text_.size() / 5 + 8);
    bool spaced = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      Token token;
      token.word = lexicon_.find("");
      token.begin = static_cast<uint32_t>(at_);
      if (is_ascii_digit(c)) {
        read_number(token);
      } else if (is_ascii_letter(c) ||
                 (static_cast<unsigned char>(c) >= 0x80 && is_letter(code_point_at(text_, at_).value))) {
        read_word(token);
      } else if (!read_mark(token)) {
        spaced = true;
        continue;
      }
      token.end = static_cast<uint32_t>(at_);
      token.spaced = spaced;
      spaced = false;
      tokens.push_back(token);
    }
    return tokens;
  }

 private:
  void read_number(Token& token) {
    token.kind = TokenKind::kNumber;
    const size_t begin = at_;
    while (at_ < text_.size() && is_ascii_digit(text_[at_])) ++at_;
    token.digits = static_cast<uint8_t>(std::min<size_t>(at_ - begin, 255));
    if (token.digits > 9) return;
    if (token.digits == 1) token.word = lexicon_.find(text_.substr(begin, 1));
    token.number = 0;
    for (const char digit : text_.substr(begin, at_ - begin)) token.number = token.number * 10 + (digit - '0');
  }

  void read_word(Token& token) {
    token.kind = TokenKind::kWord;
    const size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_ascii_letter(c)) {
        ++at_;
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x80) break;
      const CodePoint next = code_point_at(text_, at_);
      if (!is_letter(next.value)) break;
      at_ = next.next;
    }
    const std::string_view word = text_.substr(begin, at_ - begin);
    const char first = word.front();
    token.upper = static_cast<unsigned char>(first) < 0x80 ? first <= 'Z' : is_upper(code_point_at(word, 0).value);
    if (word.size() > kLongestWord) return;
    token.word = lexicon_.find(folder_.fold(word));
    if (!token.upper && token.word == lexicon_.find("")) token.shape = german_ ? german_shape(word) : english_shape(word);
  }

  // False where it was white space.
  bool read_mark(Token& token) {
    const CodePoint c = code_point_at(text_, at_);
    at_ = c.next;
    if (c.value < 0x80 ? (c.value == ' ' || (c.value >= 9 && c.value <= 13)) : is_space(c.value)) return false;
    token.kind = TokenKind::kMark;
    token.mark = c.value < 0x80 ? static_cast<char>(c.value) : ascii_twin(c.value);
    if (token.mark == '.' || token.mark == '-') token.word = lexicon_.find({&token.mark, 1});
    return true;
  }

  std::string_view text_;
  const Lexicon& lexicon_;
  bool german_;
  size_t at_ = 0;
  Folder folder_;
};

}  // namespace

const Word* Lexicon::find(std::string_view folded) const {
  static const Word kUnknown;
  if (folded.empty()) return &kUnknown;
  const auto found = words_.find(folded);
  return found == words_.end() ? &kUnknown : &found->second;
}

const std::vector<Phrase>* Lexicon::phrases(const Word* first) const {
  const auto found = phrases_.find(first);
  return found == phrases_.end() ? nullptr : &found->second;
}

std::vector<Token> tokenise(std::string_view text, const Lexicon& lexicon, bool german) {
  return Tokeniser(text, lexicon, german).run();
}

}  // namespace depesche::times
