// all-MiniLM-L6-v2: a real sentence encoder, 6 layers of 12 heads, loaded from one weights file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/tensor.hpp"
#include "model/model.hpp"

namespace theatre::model {

// What the fast path keeps of a text of T pieces.
struct Encoding {
  struct Layer {
    core::Matrix qkv;      // (T, 3 d): q, k and v side by side, each head by head
    core::Matrix weights;  // (heads · T, T): the map of head h is rows [h·T, (h+1)·T)
    core::Matrix out;      // (T, d): the residual stream after the layer
  };
  std::vector<std::uint32_t> ids;  // T pieces, [CLS] and [SEP] among them
  core::Matrix embedded;           // (T, d): the residual stream before the first layer
  std::vector<Layer> layers;
  core::RowVector vector;  // (1, d): what the text means, length 1

  // (T, T): rows are queries.
  Eigen::Block<const core::Matrix> map(int layer, int head) const;
};

// Cosine of two sentence vectors of length 1, in [-1, 1].
float similarity(const core::RowVector& a, const core::RowVector& b);

class MiniLM final : public Model {
 public:
  struct Parts;  // minilm_parts.hpp

  // Reads the format of web/models/README.md. The matrices stay where they are: `bytes` have to start at a
  // multiple of 8 and to outlive the model. Fails with one sentence.
  static core::Result<std::unique_ptr<MiniLM>> load(std::span<const std::uint8_t> bytes);
  ~MiniLM() override;

  std::string_view id() const override { return "minilm"; }
  std::string_view badge() const override { return "pretrained"; }
  const std::vector<HeadInfo>& heads() const override;

  // Everything, named, with its parameters.
  using Model::forward;
  trace::TracePtr forward(const Question& question) const override;
  // The same, each step let go of as soon as it is handed over; parameters are left out.
  std::unique_ptr<Answer> answer(Question question) const override;
  // `receiver` gets it by begin() and step().
  void stream(std::string_view bytes, const Switches& switches, Receiver& receiver) const;

  // The fast path: all maps, q, k, v, the residual stream and the sentence vector. Equal to forward() but for
  // the last digits, since it rounds attention's factors to int16.
  Encoding run(std::string_view text, const Switches& switches = {}) const;

  std::optional<TextVectors> vectors(const std::vector<std::string>& texts) const override;

  // A head's weights as numbers, made when first asked for and then shared.
  std::shared_ptr<const trace::HeadParameters> parameters(int layer, int head) const override;
  // Lets go of what parameters() and forward() made, 14 MB when all heads were asked for.
  void forget_parameters() const override;

  void warm_up() const override;

  int layers() const;
  int heads_per_layer() const;
  int d_model() const;
  std::size_t longest_text() const;  // in pieces, [CLS] and [SEP] among them

 private:
  explicit MiniLM(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace theatre::model
