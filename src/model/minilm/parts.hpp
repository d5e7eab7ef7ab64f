// What a loaded MiniLM consists of; shared by the files that implement it.
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "model/minilm/minilm.hpp"
#include "model/minilm/pass.hpp"
#include "model/minilm/weights.hpp"
#include "model/weights_file.hpp"
#include "text/wordpiece.hpp"

namespace theatre::model {

struct MiniLM::Parts {
  WeightsFile file;
  MiniLMWeights weights;
  text::WordPiece words;
  std::vector<HeadInfo> heads;
  // Made when first asked for: (layer · heads + head), and the same with W_Q, W_K, W_V of the layer's first
  // head.
  mutable std::vector<std::shared_ptr<const trace::HeadParameters>> parameters, parameters_of_first;
};

// A text made ready: [CLS] pieces [SEP], cut to what the model takes.
struct PreparedText {
  std::vector<text::Piece> pieces;  // T; the spans of [CLS] and [SEP] are empty
  std::vector<std::uint32_t> ids;   // T
  bool cut = false;
};
PreparedText prepare(const text::WordPiece& words, std::string_view text, std::size_t longest);

// The learner's switches for T tokens. What can't be done is left out, with a note.
EncoderSwitches make_ready(const Switches& switches, const MiniLMWeights& weights, Eigen::Index tokens,
                           std::vector<std::string>& notes);

// Valid UTF-8: each broken sequence becomes U+FFFD, as browsers do it.

}  // namespace theatre::model
