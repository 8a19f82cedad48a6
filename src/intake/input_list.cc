#include "intake/input_list.h"

#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "base/fail.h"
#include "intake/byte_source.h"
#include "intake/encoding.h"

namespace depesche {
namespace {

bool fits(const std::vector<std::string>& globs, const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return fnmatch(glob.c_str(), name.c_str(), 0) == 0 || fnmatch(glob.c_str(), path.c_str(), 0) == 0;
  });
}

class Lister {
 public:
  Lister(const std::vector<std::string>& include, const std::vector<std::string>& exclude)
      : include_(include), exclude_(exclude) {}

  void add(const std::string& path);
  std::vector<Input> take() { return std::move(inputs_); }

 private:
  void add_error(const std::string& path, Error error);
  void add_file(const std::string& path, const struct stat& about, bool is_named);
  void add_folder(const std::string& path, const struct stat& about);

  const std::vector<std::string>& include_;
  const std::vector<std::string>& exclude_;
  std::vector<Input> inputs_;
  bool has_standard_input_ = false;
  std::set<std::pair<dev_t, ino_t>> walked_;  // folders, of the walk that is under way
};

void Lister::add_error(const std::string& path, Error error) {
  inputs_.push_back({path, false, std::nullopt, std::move(error).in(path_for_messages(path))});
}

void Lister::add(const std::string& path) {
  if (path == "-") {
    if (std::exchange(has_standard_input_, true)) {
      return add_error(path, {ErrorCode::kBadArgument, "given more than once, but it can be read only once"});
    }
    inputs_.push_back({path, true, std::nullopt, std::nullopt});
    return;
  }
  struct stat about {};
  if (path.empty()) {
    inputs_.push_back({path, false, std::nullopt, Error{ErrorCode::kBadArgument, "one of the paths is empty"}});
  } else if (stat(path.c_str(), &about) != 0) {
    add_error(path, system_error(errno));
  } else if (S_ISDIR(about.st_mode)) {
    walked_.clear();
    const size_t before = inputs_.size();
    add_folder(path, about);
    if (inputs_.size() == before) {
      add_error(
          path,
          {ErrorCode::kNotFound,
           "no file in this folder (names that begin with a dot are skipped, and what --include and --exclude leave out)"});
    }
  } else {
    add_file(path, about, true);
  }
}

// `is_named`: the path was given by the caller. A pipe that merely lies in a folder would be waited for without end.
void Lister::add_file(const std::string& path, const struct stat& about, bool is_named) {
  if (S_ISREG(about.st_mode)) {
    inputs_.push_back({path, false, static_cast<uint64_t>(about.st_size), std::nullopt});
  } else if (S_ISFIFO(about.st_mode) && is_named) {
    inputs_.push_back({path, false, std::nullopt, std::nullopt});
  } else {
    const char* remedy = S_ISFIFO(about.st_mode) ? "is a pipe; give its own path to read it"
                                                 : "is a device or socket; pipe its content into standard input (\"-\")";
    add_error(path, {ErrorCode::kUnreadable, remedy});
  }
}

void Lister::add_folder(const std::string& path, const struct stat& about) {
  if (!walked_.emplace(about.st_dev, about.st_ino).second) return;
  // What stands in the folder. A folder is sorted with the "/" that follows it, so that all paths are in order of their
  // bytes.
  struct Entry {
    std::string sort_name;
    std::string path;
    struct stat about;
    int error;
  };
  std::vector<Entry> entries;
  std::error_code error;
  std::filesystem::directory_iterator at(path, error);
  for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    Entry entry{name, path + (path.ends_with('/') ? "" : "/") + name, {}, 0};
    if (stat(entry.path.c_str(), &entry.about) != 0) entry.error = errno;
    if (entry.error == 0 && S_ISDIR(entry.about.st_mode)) entry.sort_name += '/';
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.sort_name < b.sort_name; });
  for (const Entry& entry : entries) {
    if (entry.error != 0) {
      add_error(entry.path, system_error(entry.error));
    } else if (S_ISDIR(entry.about.st_mode)) {
      add_folder(entry.path, entry.about);
    } else if ((include_.empty() || fits(include_, entry.path)) && !fits(exclude_, entry.path)) {
      add_file(entry.path, entry.about, false);
    }
  }
  if (error) add_error(path, system_error(error.value()));
}

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& paths, const std::vector<std::string>& include,
                               const std::vector<std::string>& exclude) {
  Lister lister(include, exclude);
  for (const std::string& path : paths) lister.add(path);
  return lister.take();
}

std::string path_for_messages(const std::string& path) { return path == "-" ? "standard input" : repair_utf8(path).text; }

}  // namespace depesche
