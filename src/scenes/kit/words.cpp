#include "scenes/kit/words.hpp"

#include <algorithm>

namespace theatre::scenes {
namespace {

const trace::Head* head_of(const SceneInput& input) {
  return trace::find_head(*input.trace, input.row.layer, input.row.head);
}

}  // namespace

const trace::Text& words_on_stage(const SceneInput& input) {
  const trace::Head* head = head_of(input);
  return head != nullptr ? trace::keys(*input.trace, *head) : *input.trace;
}

const trace::Token* asking_word(const SceneInput& input) {
  const trace::Head* head = head_of(input);
  const trace::Text& text = head != nullptr ? trace::queries(*input.trace, *head) : *input.trace;
  const int token = input.row.token;
  return token >= 0 && token < static_cast<int>(text.size()) ? &text.tokens[static_cast<std::size_t>(token)] : nullptr;
}

int asking_place(const SceneInput& input) {
  const trace::Head* head = head_of(input);
  const bool here = asking_word(input) != nullptr && (head == nullptr || trace::looks_at_itself(*input.trace, *head));
  return here ? input.row.token : -1;
}

SceneInput of_one_text(SceneInput input) {
  const trace::Head* head = head_of(input);
  const auto size = static_cast<Eigen::Index>(input.trace->size());
  if (head == nullptr || !trace::is_whole(*head) || &trace::queries(*input.trace, *head) != input.trace ||
      head->weights.cols() != size || head->weights.rows() != size) {
    input.row.layer = input.row.head = -1;
  }
  input.row.token = std::clamp(input.row.token, 0, std::max(0, static_cast<int>(size) - 1));
  return input;
}

}  // namespace theatre::scenes
