// WARC 1.0 and 1.1 (ISO 28500), record by record.
//
// Not thread-safe: one thread reads one file.
#pragma once

#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <cstdint>
#include <optional>
#include <string>

#include "intake/byte_source.h"
#include "intake/records.h"

namespace depesche {

// Redirects, revisits, what is no page and the like are skipped. Bytes that are no record, and records cut off, are errors
// with their size.
class WarcReader final : public Records {
 public:
  // `source` is at the beginning of the file, unpacked if it was packed, and outlives the reader.
  WarcReader(ByteSource& source, uint64_t max_bytes) : source_(source), max_bytes_(max_bytes) {}

  std::optional<Result<Found>> next() override;
  std::string_view unit() const override { return "record"; }
  uint64_t number() const override { return record_; }
  bool is_behind() const override { return is_between_; }

 private:
  Result<Found> read_record(std::string head);
  // The block of a record of `size` bytes; where no record follows it, it ends where the next record begins in it. Of a
  // block that is not kept the end alone is returned.
  Result<std::string> take_block(uint64_t size, bool keep);
  Result<Found> article_of(const std::string& head, std::string block) const;

  ByteSource& source_;
  uint64_t max_bytes_;
  uint64_t record_ = 0;
  bool is_between_ = false;   // we look for the next record
  int cut_off_ = 0;           // records that were shorter than they said
  std::string version_line_;  // of a record whose beginning was found after other bytes
};

}  // namespace depesche
