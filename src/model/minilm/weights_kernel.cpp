// Finding MiniLM's tensors in a weights file, and refusing a file that lacks one.
#include "model/minilm/weights.hpp"

#include <string>

namespace theatre::model {
namespace {

// Looks tensors up and remembers the first that is missing or has another shape.
class Binder {
 public:
  explicit Binder(const WeightsFile& file) : file_(file) {}

  const WeightTensor* get(const std::string& name, TensorType type, int rows, int columns) {
    const WeightTensor* found =
        file_.find(name, type, static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(columns));
    if (found == nullptr && missing_.empty()) missing_ = name;
    return found;
  }
  const float* floats(const std::string& name, int rows, int columns) {
    const WeightTensor* found = get(name, TensorType::f32, rows, columns);
    return found != nullptr ? found->floats() : nullptr;
  }
  NormWeights norm(const std::string& name, int d) {
    return {floats(name + ".gamma", 1, d), floats(name + ".beta", 1, d)};
  }
  LinearWeights linear(const std::string& name, int inputs, int outputs) {
    const WeightTensor* found = get(name, TensorType::int8_panels, inputs, outputs);
    return {found != nullptr ? found->panels() : core::Int8Panels{}, floats(name + ".bias", 1, outputs)};
  }
  const std::string& missing() const { return missing_; }

 private:
  const WeightsFile& file_;
  std::string missing_;
};

}  // namespace

core::Result<MiniLMWeights> bind_minilm(const WeightsFile& file) {
  const auto setting = [&](const char* name, int least, int most) {
    const auto value = file.setting(name);
    return value && *value >= least && *value <= most ? static_cast<int>(*value) : 0;
  };
  MiniLMWeights w;
  w.layers = setting("layers", 1, 64);
  w.heads = setting("heads", 1, 64);
  w.d = setting("d_model", 8, 4096);
  w.hidden = setting("hidden", 8, 16384);
  w.positions = setting("positions", 3, 8192);
  const int vocabulary = setting("vocabulary", 5, 1 << 20);
  if (w.layers == 0 || w.heads == 0 || w.d == 0 || w.hidden == 0 || w.positions == 0 || vocabulary == 0 ||
      w.d % 8 != 0 || w.hidden % 8 != 0 || w.d % (8 * w.heads) != 0) {
    return core::Failure{"The weights file does not hold MiniLM: its settings are missing or impossible."};
  }
  w.d_head = w.d / w.heads;

  Binder binder(file);
  w.words = binder.get("embeddings.words", TensorType::int8_rows, vocabulary, w.d);
  w.position_rows = binder.floats("embeddings.positions", w.positions, w.d);
  w.type_row = binder.floats("embeddings.type", 1, w.d);
  w.embedding_norm = binder.norm("embeddings.norm", w.d);
  for (int i = 0; i < w.layers; ++i) {
    const std::string name = "layers." + std::to_string(i);
    EncoderLayerWeights layer;
    layer.qkv = binder.linear(name + ".qkv", w.d, 3 * w.d);
    layer.output = binder.linear(name + ".output", w.d, w.d);
    layer.attention_norm = binder.norm(name + ".attention_norm", w.d);
    layer.up = binder.linear(name + ".up", w.d, w.hidden);
    layer.down = binder.linear(name + ".down", w.hidden, w.d);
    layer.feed_forward_norm = binder.norm(name + ".feed_forward_norm", w.d);
    w.layer.push_back(layer);
  }
  const WeightTensor* lines = file.find("vocabulary");
  if (!binder.missing().empty() || lines == nullptr || lines->type != TensorType::text) {
    return core::Failure{"The weights file does not hold MiniLM: tensor “" +
                         (binder.missing().empty() ? "vocabulary" : binder.missing()) +
                         "” is missing or has another shape."};
  }
  w.vocabulary = lines->text();
  return w;
}

}  // namespace theatre::model
