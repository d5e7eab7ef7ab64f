// The hand-built model: a small transformer whose every dimension has a name and whose every weight was
// written by hand (glass_box_heads.cpp and its neighbours).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/glass_box/compile.hpp"
#include "model/model.hpp"

namespace theatre::model {

class GlassBox : public Model {
 public:
  GlassBox();
  std::string_view id() const override { return "glass-box"; }
  std::string_view badge() const override { return "hand-built"; }
  const std::vector<HeadInfo>& heads() const override { return infos_; }
  using Model::forward;
  trace::TracePtr forward(const Question& question) const override;
  std::optional<TextVectors> vectors(const std::vector<std::string>& texts) const override;

  // Dimensions, layers, and mistakes in the description (none, as a test makes sure).
  const CompiledModel& compiled() const { return model_; }

 private:
  CompiledModel model_;
  trace::Names dimensions_;
  std::vector<HeadInfo> infos_;
};

}  // namespace theatre::model
