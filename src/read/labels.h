// Labels: the names of the network's outputs and the sizes it was trained with (models/*/labels.json), and how sure the
// reader may be (models/*/calibration.json). Immutable after load().
#pragma once

#include <depesche/error.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// A label set in BIO form, taken apart: which label begins, continues or ends nothing.
struct BioLabels {
  std::vector<std::string> kinds;  // "direct"; one empty name where the labels are a bare B and I

  size_t size() const { return 1 + 2 * kinds.size(); }
  static bool begins(size_t label) { return label % 2 == 1; }
  static bool continues(size_t label) { return label != 0 && label % 2 == 0; }
  static size_t kind(size_t label) { return (label - 1) / 2; }
};

// Calibrated probability = 1 / (1 + exp(-(slope * log_odds + offset))), log_odds those of the network (Platt scaling;
// J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
struct Calibration {
  double slope = 1;
  double offset = 0;

  double operator()(double probability) const;
};

struct Labels {
  std::vector<std::string> trigger, status, mode, contexts;  // trigger[0] and mode[0] are "none"
  BioLabels quotation, participant, roles, speakers;
  BioLabels names;                        // no kinds: the model has no such head
  std::vector<std::string> kind, sector;  // of whom a mention means; empty: the model has no such head
  // What the antecedent head chooses a mention for: "mention" (from another), "actor", "recipient", "source" (from a
  // trigger), "speaker" (from a quotation). Empty: the model has no such head.
  std::vector<std::string> antecedents;
  size_t max_window = 0;      // tokens in a window, the marks at both ends included
  size_t context_tokens = 0;  // of them from before, not to be decoded
  int bos = 0, eos = 0;

  // A word is a trigger where the network gives "none" less than 1 - trigger_threshold. Range (0, 1).
  double trigger_threshold = 0.5;
  // A context stands where the network gives it this much. Range (0, 1).
  double context_threshold = 0.5;
  Calibration act_confidence, quotation_confidence;

  // `labels` and `calibration` are the two files' contents; an empty `calibration` leaves the network's own probabilities.
  // Errors  kCorrupt: not JSON, a name missing, sizes that do not fit each other.
  static Result<Labels> load(std::string_view labels, std::string_view calibration);
};

}  // namespace depesche
