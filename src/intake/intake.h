// intake: paths, standard input and JSON lines -> Snapshots, one at a time, in a fixed order.
//
// What an input is, is told by its content, not by its name:
//   JSON lines   the first line that is not blank begins with a JSON object. Each line is an article (json_article.h has the
//                keys); blank lines are passed over.
//   JSON object  one object over several lines: one article.
//   HTML         a page, in the encoding that it says or is found to be in.
//   WARC         1.0 and 1.1: responses and resources that are pages or plain text are articles; what is passed over is told
//                by passed_over().
//   Plain text   all else: one article a file, in UTF-8, UTF-16, UTF-32 or a legacy encoding (encoding.h).
// Each of them plain or packed by gzip or zstd. PDF and other binary files are refused, feeds too as yet. Nothing here knows
// the model or the store.
#pragma once

#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace depesche {

struct IntakeOptions {
  // Largest article accepted, in bytes of the file or of the JSON line. Range [1, 2^31 - 1].
  uint64_t max_article_bytes = UINT64_C(16) << 20;
  // Other names of keys and columns: "text=body,published=date".
  std::string map{};
  // Of the files in folders, only those with a name or path that one of `include` fits, if there are any, and none that one
  // of `exclude` fits: globs as in a shell.
  std::vector<std::string> include{}, exclude{};
};

// How far the inputs have been read, for a progress bar.
struct IntakeProgress {
  uint64_t bytes_read = 0;
  std::optional<uint64_t> bytes_total;  // unknown once a pipe is among the inputs
};

// Reads the inputs in the order given, folders recursively in the order of the paths' bytes, without hidden files and
// folders. Looks at the folders once, in create(); opens one file at a time, and holds one article (or one read buffer) at a
// time. Not thread-safe: one thread calls next().
class Intake {
 public:
  // `paths`: files, folders, and "-" for standard input.
  // Errors  kBadArgument: no path at all, or an option out of range. Everything else is told by next(), input by input.
  static Result<std::unique_ptr<Intake>> create(std::vector<std::string> paths, IntakeOptions options);

  virtual ~Intake() = default;

  // The next article; or why one could not be had (the caller reports it and calls again); nothing when all is read.
  // Of the Snapshot, `source` is the path as given (valid UTF-8 in any case), with ": line 7" for JSON lines; `sha256` is of
  // the file's bytes, or of the line's without its line end and byte order mark.
  // Errors  kNotFound (also a folder without a file), kUnreadable, kTooLarge, kBadInput (empty, binary, broken JSON line, no
  //         `text` in it), kBadArgument (standard input given twice, an empty path). The message names the input, the place
  //         in it and the remedy. A failed line does not spoil the lines after it.
  virtual std::optional<Result<Snapshot>> next() = 0;

  // What was read and is no article, by reason ("redirect", "not HTML: image/png"), and how often so far.
  virtual const std::map<std::string, uint64_t>& passed_over() const = 0;

  // Sizes are those that files had at create(). An input given up counts as read.
  virtual IntakeProgress progress() const = 0;
};

}  // namespace depesche
