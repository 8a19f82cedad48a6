#include "read/labels.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/fail.h"
#include "read/model_files.h"

namespace depesche {
namespace {

using Json = nlohmann::json;

// "O", "B-x", "I-x", "B-y", … or "O", "B", "I" -> {"x", "y"} or {""}.
Result<BioLabels> bio(const Json& json, const char* name) {
  const auto names = json.at(name).get<std::vector<std::string>>();
  BioLabels labels;
  bool sound = names.size() % 2 == 1 && names[0] == "O";
  for (size_t i = 1; sound && i + 1 < names.size(); i += 2) {
    const std::string kind = names[i].size() > 2 ? names[i].substr(2) : "";
    const std::string tail = kind.empty() ? "" : "-" + kind;
    sound = names[i] == "B" + tail && names[i + 1] == "I" + tail;
    labels.kinds.push_back(kind);
  }
  if (!sound) return fail(ErrorCode::kCorrupt, "'{}' is not O followed by pairs of B and I", name);
  return labels;
}

Result<Labels> from_json(const Json& json) {
  Labels labels;
  labels.trigger = json.at("trigger").get<std::vector<std::string>>();
  labels.status = json.at("status").get<std::vector<std::string>>();
  labels.mode = json.at("mode").get<std::vector<std::string>>();
  labels.contexts = json.at("contexts").get<std::vector<std::string>>();
  labels.max_window = json.at("max_window").get<size_t>();
  labels.context_tokens = json.at("context_tokens").get<size_t>();
  labels.bos = json.at("bos").get<int>();
  labels.eos = json.at("eos").get<int>();
  for (const auto& [name, target] :
       {std::pair{"quotation", &labels.quotation}, std::pair{"participant", &labels.participant},
        std::pair{"roles", &labels.roles}, std::pair{"speakers", &labels.speakers}}) {
    auto read = bio(json, name);
    if (!read) return tl::unexpected(read.error());
    *target = std::move(*read);
  }
  if (json.contains("names")) {
    auto read = bio(json, "names");
    if (!read) return tl::unexpected(read.error());
    labels.names = std::move(*read);
  }
  for (const auto& [name, target] : {std::pair{"antecedents", &labels.antecedents}, std::pair{"kind", &labels.kind},
                                     std::pair{"sector", &labels.sector}}) {
    if (json.contains(name)) *target = json.at(name).get<std::vector<std::string>>();
  }
  if (labels.trigger.size() < 2 || labels.trigger[0] != "none" || labels.mode.empty() || labels.mode[0] != "none" ||
      labels.status.empty()) {
    return fail(ErrorCode::kCorrupt, "trigger and mode must begin with \"none\", status must not be empty");
  }
  if (labels.max_window < 8 || labels.max_window > 512 || labels.context_tokens > labels.max_window / 2) {
    return fail(ErrorCode::kCorrupt, "max_window {} with {} context tokens is out of range", labels.max_window,
                labels.context_tokens);
  }
  return labels;
}

void calibrate(Labels& labels, const Json& json) {
  const auto platt = [&](const char* name) {
    return Calibration{json.at(name).at("slope").get<double>(), json.at(name).at("offset").get<double>()};
  };
  labels.trigger_threshold = json.at("trigger_threshold").get<double>();
  labels.context_threshold = json.at("context_threshold").get<double>();
  labels.act_confidence = platt("acts");
  labels.quotation_confidence = platt("quotations");
}

}  // namespace

double Calibration::operator()(double probability) const {
  const double inside = std::clamp(probability, 1e-6, 1 - 1e-6);
  return 1 / (1 + std::exp(-(slope * std::log(inside / (1 - inside)) + offset)));
}

Result<Labels> Labels::load(std::string_view labels_json, std::string_view calibration_json) {
  // nlohmann reports a missing or mistyped member by an exception, whose text names it; it ends here.
  try {
    Result<Labels> labels = from_json(Json::parse(labels_json));
    if (!labels) return tl::unexpected(std::move(labels.error()).in("labels.json"));
    if (calibration_json.empty()) return labels;
    calibrate(*labels, Json::parse(calibration_json));
    const auto inside = [](double x) { return x > 0 && x < 1; };
    if (!inside(labels->trigger_threshold) || !inside(labels->context_threshold)) {
      return fail(ErrorCode::kCorrupt, "calibration.json: a threshold is not between 0 and 1");
    }
    return labels;
  } catch (const Json::exception& e) {
    return fail(ErrorCode::kCorrupt, "labels.json or calibration.json is malformed ({}); {}", e.what(), kModelRemedy);
  }
}

}  // namespace depesche
