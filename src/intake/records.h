// Records: an input that holds many articles, one after the other.
#pragma once

#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace depesche {

// Something in an input that is no article, and why not, in words that are the same for all of its kind ("redirect").
struct Skipped {
  std::string why;
};

using Found = std::variant<Snapshot, Skipped>;

// Not thread-safe: one thread reads one input.
class Records {
 public:
  virtual ~Records() = default;

  // The next one (Snapshot::source left empty), or why it is none; nothing at the end.
  // Errors  what could not be read, without its place; calling again goes on behind it. kUnreadable: the input itself cannot
  //         be read on.
  virtual std::optional<Result<Found>> next() = 0;

  // What one is called, and the number of the one last told of, the first is 1: "record", 7.
  virtual std::string_view unit() const = 0;
  virtual uint64_t number() const = 0;
  // Whether what was told last concerns no one of them but what stands behind the one of that number.
  virtual bool is_behind() const { return false; }
};

}  // namespace depesche
