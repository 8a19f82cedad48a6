// SHA-256 (FIPS 180-4) by OpenSSL, as lower-case hex: the identity of articles, models and knowledge.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace depesche {

// Hash of bytes that come in pieces. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  // The 64 hex digits. May be called once, after the last add().
  std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string sha256_hex(std::string_view bytes);

}  // namespace depesche
