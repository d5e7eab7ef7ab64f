// The glass box's forward pass: words to dimensions, then layer by layer, every intermediate kept in the
// Trace.
#include "model/glass_box/glass_box.hpp"

#include <algorithm>
#include <utility>

#include "core/mask.hpp"
#include "model/attend.hpp"
#include "model/glass_box/embedding.hpp"
#include "model/glass_box/lacks.hpp"
#include "model/glass_box/program.hpp"
#include "model/lexicon/lexicon.hpp"
#include "model/look_up/look_up.hpp"
#include "model/turn.hpp"

namespace theatre::model {
namespace {

using core::Matrix;
using Eigen::Index;

// Masks that let a head know which of two words came first. They go off together with the positions.
bool leaks_order(Looks looks) { return looks != Looks::everywhere && looks != Looks::others; }

core::Mask own_mask(Looks looks, Index size) {
  core::Mask mask;
  switch (looks) {
    case Looks::everywhere:
      return mask;
    case Looks::others:
      mask = core::make_mask(core::MaskRule::others, size, size);
      break;
    case Looks::back:
      mask = core::make_mask(core::MaskRule::strict_causal, size, size);
      break;
    case Looks::back_or_self:
      mask = core::make_mask(core::MaskRule::causal, size, size);
      break;
    case Looks::forward:
      mask = core::make_mask(core::MaskRule::strict_anti_causal, size, size);
      break;
    case Looks::forward_or_self:
      mask = core::make_mask(core::MaskRule::anti_causal, size, size);
      break;
  }
  mask.col(0).setConstant(true);
  return mask;
}

class Pass {
 public:
  Pass(const Switches& switches, trace::Trace& trace)
      : switches_(switches), trace_(trace), size_(static_cast<Index>(trace.tokens.size())) {
    switched_ = switched_mask(switches, size_, trace.notes);
    for (int l = 0; l < kLooksCount; ++l) {
      const auto looks = static_cast<Looks>(l);
      const bool open = !switches.positions && leaks_order(looks);
      masks_[l] = open ? switched_ : core::combine(own_mask(looks, size_), switched_);
    }
  }

  void layer(const CompiledLayer& layer, int number) {
    attend(layer, number);
    for (const auto& block : layer.blocks) feed_forward(block, number);
  }

 private:
  const Matrix& residual() const { return trace_.steps.back().out; }

  bool is_off(const HeadInfo& info) const {
    const auto& off = switches_.heads_off;
    return std::find(off.begin(), off.end(), std::pair<int, int>(info.layer, info.index)) != off.end();
  }

  void attend(const CompiledLayer& layer, int number) {
    trace::Step step;
    step.kind = trace::StepKind::attention;
    step.layer = number;
    step.name = "layer " + std::to_string(number) + " attention";
    Matrix projected = Matrix::Zero(size_, layer.W_QKV->columns);  // q, k, v of all heads side by side
    layer.W_QKV->add_product(residual(), projected);
    Matrix outputs = Matrix::Zero(size_, layer.W_O->rows);
    Index column = 0, value_column = 0;
    for (const auto& head : layer.heads) {
      const auto& own = *head.parameters;
      step.heads.push_back(run_head(switches_.same_heads ? layer.heads.front() : head, head.info, projected,
                                    switches_.same_heads ? 0 : column));
      const Index values = own.W_V.cols();
      if (!step.heads.back().off && !switches_.same_heads) {
        outputs.middleCols(value_column, values) = step.heads.back().output;
      }
      column += own.W_Q.cols() + own.W_K.cols() + values;
      value_column += values;
    }
    step.out = residual();
    if (switches_.same_heads) {
      for (const auto& head : step.heads) {
        if (!head.off) step.out += head.output * head.parameters->W_O;
      }
    } else {
      layer.W_O->add_product(outputs, step.out);
    }
    trace_.steps.push_back(std::move(step));
  }

  // One head's pass. `source` gives the weights, `info` the name it goes by.
  trace::Head run_head(const CompiledHead& source, const HeadInfo& info, const Matrix& projected, Index column) {
    const auto& parameters = *source.parameters;
    trace::Head head = head_of(info);
    head.off = is_off(info);
    head.d_head = static_cast<int>(parameters.W_Q.cols());
    head.temperature = switches_.temperature;
    head.parameters = source.parameters;
    head.q = projected.middleCols(column, head.d_head);
    head.k = projected.middleCols(column + head.d_head, head.d_head);
    head.v = projected.middleCols(column + 2 * head.d_head, parameters.W_V.cols());
    head.mask = masks_[static_cast<int>(source.looks)];
    model::attend(head, switches_.scale, switches_.turn);
    return head;
  }

  void feed_forward(const CompiledBlock& block, int number) {
    trace::Step step;
    step.kind = trace::StepKind::feed_forward;
    step.layer = number;
    step.name = block.name;
    Matrix hidden = block.b_1.replicate(size_, 1);
    block.W_1.add_product(residual(), hidden);
    hidden = hidden.cwiseMax(0.0f);
    step.out = residual();
    block.W_2.add_product(hidden, step.out);
    step.inside.push_back({"hidden", std::move(hidden), block.hidden_names});
    trace_.steps.push_back(std::move(step));
  }

  const Switches& switches_;
  trace::Trace& trace_;
  Index size_;
  core::Mask switched_;
  core::Mask masks_[kLooksCount];
};

}  // namespace

GlassBox::GlassBox() : model_(compile(glass_box_program(), given_dimensions())), dimensions_(model_.dimensions) {
  for (const auto& layer : model_.layers) {
    for (const auto& head : layer.heads) infos_.push_back(head.info);
  }
}

trace::TracePtr GlassBox::forward(const Question& question) const {
  auto trace = std::make_shared<trace::Trace>();
  trace->model = id();
  trace->badge = badge();
  trace->d_model = model_.d_model();
  trace->dimensions = dimensions_;
  Switches switches = question.switches;
  if (!(switches.temperature > 0)) {
    switches.temperature = 1;
    trace->notes.push_back("The temperature must be above 0, so 1 is used.");
  }
  trace::Step embedding;
  embedding.name = "embedding";
  embedding.out = embed(question.text(), built_in_lexicon(), model_, switches.positions, *trace);
  trace->steps.push_back(std::move(embedding));
  Pass pass(switches, *trace);
  for (std::size_t l = 0; l < model_.layers.size(); ++l) pass.layer(model_.layers[l], static_cast<int>(l));
  // One sentence is enough: what was cut or mended goes before.
  std::string lacks = trace->notes.empty() ? what_it_lacks(*trace) : "";
  if (!lacks.empty()) trace->notes.push_back(std::move(lacks));
  note_turn(switches.turn, *trace);
  return trace;
}

std::optional<TextVectors> GlassBox::vectors(const std::vector<std::string>& texts) const {
  return topic_vectors(texts, built_in_lexicon());
}

std::unique_ptr<Model> make_glass_box() { return std::make_unique<GlassBox>(); }

}  // namespace theatre::model
