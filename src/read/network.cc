#include "read/network.h"

#include <algorithm>
#include <cctype>
#include <future>
#include <openvino/openvino.hpp>
#include <set>
#include <stdexcept>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#include "base/fail.h"
#include "read/model_files.h"

namespace depesche {
namespace {

// Whether the processor has the instructions that make int8 faster than float32: VNNI, for 512 or 256 bit registers.
// Measured on one without (AMD Zen 3): int8 reaches three quarters of float32's speed.
bool has_fast_int8() {
#if defined(__x86_64__) || defined(__i386__)
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  const bool avx512_vnni = __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ecx & (1u << 11)) != 0;
  const bool avx_vnni = __get_cpuid_count(7, 1, &eax, &ebx, &ecx, &edx) != 0 && (eax & (1u << 4)) != 0;
  return avx512_vnni || avx_vnni;
#else
  return true;
#endif
}

// Windows are filled up to a multiple of this many tokens: OpenVINO makes and keeps kernels for every length that it meets,
// which took more memory than the model and as much time as the reading.
constexpr size_t kLengthStep = 32;
// The same for the anchors of a pair head, of which there are seldom more than a few.
constexpr size_t kAnchorStep = 4;

size_t filled_up(size_t count, size_t step) { return (count + step - 1) / step * step; }

constexpr int64_t kPadding = 1;  // the piece <pad>; masked, so any would do

// Takes the rounding of activations to 8 bit out of the model, so that it runs in float32 on the (8 bit) weights.
void remove_activation_rounding(ov::Model& model) {
  for (const auto& node : model.get_ordered_ops()) {
    if (std::string_view(node->get_type_name()) != "FakeQuantize") continue;
    node->output(0).replace(node->input_value(0));
  }
}

// Checks that the model has the output `name` and that its last dimension is `width`.
void check_output(const ov::Model& model, const std::string& name, size_t width) {
  const ov::Dimension last = *model.output(name).get_partial_shape().rbegin();
  if (last.is_static() && static_cast<size_t>(last.get_length()) != width) {
    throw std::runtime_error(
        fmt::format("output '{}' is {} wide, but labels.json names {} labels", name, last.get_length(), width));
  }
}

// An input tensor over memory that is only lent; OpenVINO does not write to inputs.
template <class T>
ov::Tensor lent(const ov::Shape& shape, std::span<const T> values) {
  return ov::Tensor(ov::element::from<T>(), shape, const_cast<T*>(values.data()));
}

// OpenVINO's messages have several lines, the last of them telling.
std::string last_line(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

template <class T>
std::span<const T> data_of(const ov::Tensor& tensor) {
  return {tensor.data<const T>(), tensor.get_size()};
}

}  // namespace

struct Network::Models {
  Precision precision = Precision::kInt8;
  ov::Core core;
  ov::CompiledModel encoder, roles, speakers, antecedents;  // the last empty where the model has no such head
  std::set<std::string, std::less<>> heads;                 // of those that a model may lack
};

Network::Network() : models_(std::make_unique<Models>()) {}
Network::~Network() = default;

Precision Network::precision() const { return models_->precision; }

Result<std::unique_ptr<const Network>> Network::load(const std::filesystem::path& model_dir, const Labels& labels,
                                                     size_t threads, Precision precision) {
  std::unique_ptr<Network> network(new Network);
  Models& models = *network->models_;
  models.precision = precision != Precision::kAutomatic ? precision
                     : has_fast_int8()                  ? Precision::kInt8
                                                        : Precision::kFloat32;
  using Outputs = std::vector<std::pair<const char*, size_t>>;
  // OpenVINO reports by exceptions; they end here.
  const auto compile = [&](ov::CompiledModel& target, const char* name, const Outputs& outputs) -> Result<void> {
    const std::string file = (model_dir / name).string();
    try {
      const std::shared_ptr<ov::Model> model = models.core.read_model(file);
      for (const auto& [output, width] : outputs) check_output(*model, output, width);
      if (models.precision == Precision::kFloat32) remove_activation_rounding(*model);
      const auto streams = static_cast<int32_t>(threads);
      target =
          models.core.compile_model(model, "CPU", ov::num_streams(streams), ov::inference_num_threads(streams),
                                    ov::hint::enable_cpu_pinning(false), ov::hint::inference_precision(ov::element::f32),
                                    // Else what runs in float32 is rounded to 8 bit on some processors, by shape.
                                    ov::hint::dynamic_quantization_group_size(0));
      return {};
    } catch (const std::exception& e) {
      return fail(ErrorCode::kCorrupt, "{}: cannot be loaded ({}); {}", file, last_line(e.what()), kModelRemedy);
    }
  };
  // Beside the encoder, which takes longer.
  auto pair_heads = std::async(std::launch::async, [&] {
    return compile(models.roles, "roles.xml", {{"tags", labels.roles.size()}})
        .and_then([&] {
          return compile(models.speakers, "speakers.xml", {{"tags", labels.speakers.size()}});
        })
        .and_then([&]() -> Result<void> {
          if (labels.antecedents.empty()) return {};
          return compile(models.antecedents, "antecedents.xml", {{"tags", labels.antecedents.size()}});
        });
  });
  Outputs outputs = {
      {"trigger", labels.trigger.size()}, {"quotation", labels.quotation.size()}, {"participant", labels.participant.size()},
      {"status", labels.status.size()},   {"mode", labels.mode.size()},           {"contexts", labels.contexts.size()}};
  const Outputs may_lack = {{"names", labels.names.kinds.empty() ? 0 : labels.names.size()},
                            {"kind", labels.kind.size()},
                            {"sector", labels.sector.size()}};
  for (const auto& [head, size] : may_lack) {
    if (size == 0) continue;
    models.heads.emplace(head);
    outputs.emplace_back(head, size);
  }
  const auto encoder = compile(models.encoder, "reader.xml", outputs);
  const auto loaded = pair_heads.get();
  if (!encoder) return tl::unexpected(encoder.error());
  if (!loaded) return tl::unexpected(loaded.error());
  return std::unique_ptr<const Network>(std::move(network));
}

struct Network::Session::Requests {
  explicit Requests(const Models& models)
      : encoder(ov::CompiledModel(models.encoder).create_infer_request()),
        roles(ov::CompiledModel(models.roles).create_infer_request()),
        speakers(ov::CompiledModel(models.speakers).create_infer_request()),
        heads(models.heads) {
    if (models.antecedents) antecedents = ov::CompiledModel(models.antecedents).create_infer_request();
  }

  ov::InferRequest encoder, roles, speakers, antecedents;
  std::set<std::string, std::less<>> heads;
};

Network::Session::Session(const Network& network) : requests_(std::make_unique<Requests>(*network.models_)) {}
Network::Session::~Session() = default;
Network::Session::Session(Session&&) noexcept = default;

Result<WindowScores> Network::Session::run(std::span<const int64_t> ids) {
  try {
    ov::InferRequest& encoder = requests_->encoder;
    const size_t length = filled_up(ids.size(), kLengthStep);
    ov::Tensor padded(ov::element::i64, {1, length}), mask(ov::element::i64, {1, length});
    std::fill(std::copy(ids.begin(), ids.end(), padded.data<int64_t>()), padded.data<int64_t>() + length, kPadding);
    std::fill(std::fill_n(mask.data<int64_t>(), ids.size(), 1), mask.data<int64_t>() + length, 0);
    encoder.set_tensor("ids", padded);
    encoder.set_tensor("mask", mask);
    encoder.infer();
    const auto scores = [&](const char* name) {
      const std::span<const float> rows = data_of<float>(encoder.get_tensor(name));
      return rows.first(rows.size() / length * ids.size());
    };
    const auto scores_if = [&](const char* name) {
      return requests_->heads.contains(name) ? scores(name) : std::span<const float>{};
    };
    return WindowScores{ids.size(),         scores("hidden"), scores("trigger"),  scores("quotation"), scores("participant"),
                        scores("status"),   scores("mode"),   scores("contexts"), scores_if("names"),  scores_if("kind"),
                        scores_if("sector")};
  } catch (const std::exception& e) {
    return fail(ErrorCode::kInternal, "the reader's encoder failed: {}", e.what());
  }
}

namespace {

// `hidden`: [tokens, hidden width]; the anchors count from its first token. What a token is to an anchor depends on these
// two alone, so the filling changes nothing.
Result<std::vector<float>> run_pairs(ov::InferRequest& request, size_t tokens, std::span<const float> hidden,
                                     std::span<const int64_t> anchors) {
  try {
    const size_t rows = filled_up(anchors.size(), kAnchorStep), columns = filled_up(tokens, kLengthStep);
    ov::Tensor filled(ov::element::f32, {columns, hidden.size() / tokens}), places(ov::element::i64, {rows});
    std::fill(std::copy(hidden.begin(), hidden.end(), filled.data<float>()), filled.data<float>() + filled.get_size(), 0.0f);
    std::fill(std::copy(anchors.begin(), anchors.end(), places.data<int64_t>()), places.data<int64_t>() + rows, 0);
    request.set_tensor("hidden", filled);
    request.set_tensor("anchor", places);
    request.infer();
    const std::span<const float> tags = data_of<float>(request.get_tensor("tags"));
    const size_t labels = tags.size() / (rows * columns);
    std::vector<float> kept;
    kept.reserve(anchors.size() * tokens * labels);
    for (size_t row = 0; row < anchors.size(); ++row) {
      const auto own = tags.subspan(row * columns * labels, tokens * labels);
      kept.insert(kept.end(), own.begin(), own.end());
    }
    return kept;
  } catch (const std::exception& e) {
    return fail(ErrorCode::kInternal, "the reader's pair heads failed: {}", e.what());
  }
}

}  // namespace

Result<std::vector<float>> Network::Session::roles(const WindowScores& window, size_t first, size_t last,
                                                   std::span<const int64_t> anchors) {
  const size_t width = window.hidden.size() / window.tokens;
  std::vector<int64_t> from_first(anchors.begin(), anchors.end());
  for (int64_t& anchor : from_first) anchor -= static_cast<int64_t>(first);
  return run_pairs(requests_->roles, last - first, window.hidden.subspan(first * width, (last - first) * width), from_first);
}

Result<std::vector<float>> Network::Session::speakers(const WindowScores& window, std::span<const int64_t> anchors) {
  return run_pairs(requests_->speakers, window.tokens, window.hidden, anchors);
}

Result<std::vector<float>> Network::Session::antecedents(const WindowScores& window, std::span<const int64_t> anchors) {
  return run_pairs(requests_->antecedents, window.tokens, window.hidden, anchors);
}

}  // namespace depesche
