#include "model/model.hpp"

#include <utility>

namespace theatre::model {
namespace {

class OnePass final : public Answer {
 public:
  OnePass(const Model& model, Question question) : model_(model), question_(std::move(question)) {}
  bool next(Receiver& receiver) override {
    receiver.whole(model_.forward(question_));
    return false;
  }

 private:
  const Model& model_;
  Question question_;
};

}  // namespace

trace::TracePtr Model::forward(std::string_view text, const Switches& switches) const {
  Question question;
  question.texts.emplace_back(text);
  question.switches = switches;
  return forward(question);
}

std::unique_ptr<Answer> one_pass(const Model& model, Question question) {
  return std::make_unique<OnePass>(model, std::move(question));
}

std::shared_ptr<const trace::HeadParameters> parameters_in_pass(const Model& model, int layer, int head) {
  const auto pass = model.forward(Question{});
  const auto* found = trace::find_head(*pass, layer, head);
  return found != nullptr ? found->parameters : nullptr;
}

}  // namespace theatre::model
