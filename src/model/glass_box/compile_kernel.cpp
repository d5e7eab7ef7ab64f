// Lays the named sums of the program out as columns of W_Q, W_K, W_V, rows of W_O, and feed-forward weights.
#include "model/glass_box/compile.hpp"

#include <cmath>
#include <unordered_set>

namespace theatre::model {
namespace {

using core::Matrix;
using core::RowVector;

class Compiler {
 public:
  explicit Compiler(const std::vector<std::string>& given) {
    for (const auto& name : given) declare(name), written_.insert(name);
  }

  CompiledModel compile(const Program& program) {
    for (const auto& layer : program.layers) declare_outputs(layer);
    for (std::size_t l = 0; l < program.layers.size(); ++l) {
      model_.layers.push_back(compile_layer(program.layers[l], static_cast<int>(l)));
    }
    return std::move(model_);
  }

 private:
  void declare(const std::string& name) {
    if (model_.index.emplace(name, model_.d_model()).second) model_.dimensions.push_back(name);
  }

  void declare_outputs(const LayerSpec& layer) {
    for (const auto& head : layer.heads) {
      for (const auto& value : head.values()) declare(value.to);
    }
    for (const auto& block : layer.blocks) {
      for (const auto& unit : block.units()) {
        for (const auto& term : unit.writes) declare(term.dimension);
      }
    }
  }

  // matrix(dimension, column) += weight · factor for every term.
  void put(const Sum& sum, float factor, Matrix& matrix, Eigen::Index column, const std::string& where) {
    for (const auto& term : sum) {
      if (!written_.contains(term.dimension)) {
        model_.mistakes.push_back(where + " reads '" + term.dimension + "', which nothing has written yet.");
      } else {
        matrix(model_.index.at(term.dimension), column) += term.weight * factor;
      }
    }
  }

  CompiledHead compile_head(const HeadSpec& spec, int layer, int index) {
    auto parameters = std::make_shared<trace::HeadParameters>();
    const int d_model = model_.d_model();
    const auto d_head = static_cast<Eigen::Index>(spec.channels().size());
    const auto d_value = static_cast<Eigen::Index>(spec.values().size());
    const float root = std::sqrt(static_cast<float>(d_head));
    parameters->W_Q = Matrix::Zero(d_model, d_head);
    parameters->W_K = Matrix::Zero(d_model, d_head);
    parameters->W_V = Matrix::Zero(d_model, d_value);
    parameters->W_O = Matrix::Zero(d_value, d_model);
    for (Eigen::Index c = 0; c < d_head; ++c) {
      const Channel& channel = spec.channels()[static_cast<std::size_t>(c)];
      put(channel.asks, channel.gain * root, parameters->W_Q, c, spec.name());
      put(channel.offers, 1, parameters->W_K, c, spec.name());
      parameters->channels.push_back(channel.name);
      auto& groups = parameters->groups;
      if (groups.empty() || groups.back().name != channel.group)
        groups.push_back({channel.group, channel.group_points});
      parameters->group_of.push_back(static_cast<int>(groups.size()) - 1);
    }
    for (Eigen::Index c = 0; c < d_value; ++c) {
      const Carry& value = spec.values()[static_cast<std::size_t>(c)];
      put(value.what, 1, parameters->W_V, c, spec.name());
      parameters->W_O(c, model_.index.at(value.to)) += value.gain;
      // Of several dimensions in one: the name that they have where they go, without the prefix of that place.
      const std::size_t prefix = value.to.find(": ");
      parameters->value_names.push_back(value.what.size() == 1        ? value.what[0].dimension
                                        : prefix == std::string::npos ? value.to
                                                                      : value.to.substr(prefix + 2));
    }
    HeadInfo info{layer, index, spec.name(), spec.title(), spec.asks(), spec.offers(), spec.carries()};
    return {std::move(info), spec.looks(), std::move(parameters)};
  }

  CompiledBlock compile_block(const BlockSpec& spec, const std::string& name) {
    const auto hidden = static_cast<Eigen::Index>(spec.units().size());
    Matrix W_1 = Matrix::Zero(model_.d_model(), hidden);
    Matrix W_2 = Matrix::Zero(hidden, model_.d_model());
    RowVector b_1(hidden);
    std::vector<std::string> names;
    for (Eigen::Index h = 0; h < hidden; ++h) {
      const Unit& unit = spec.units()[static_cast<std::size_t>(h)];
      put(unit.what, 1, W_1, h, name);
      b_1(h) = unit.bias;
      for (const auto& term : unit.writes) W_2(h, model_.index.at(term.dimension)) += term.weight;
      names.push_back(unit.name);
    }
    return {name, std::move(names), SparseRows(W_1), std::move(b_1), SparseRows(W_2)};
  }

  CompiledLayer compile_layer(const LayerSpec& spec, int number) {
    CompiledLayer layer;
    Eigen::Index columns = 0, values = 0;
    for (const auto& head : spec.heads) {
      layer.heads.push_back(compile_head(head, number, static_cast<int>(layer.heads.size())));
      columns += static_cast<Eigen::Index>(2 * head.channels().size() + head.values().size());
      values += static_cast<Eigen::Index>(head.values().size());
    }
    for (const auto& head : spec.heads) {
      for (const auto& value : head.values()) written_.insert(value.to);
    }
    Matrix W_QKV = Matrix::Zero(model_.d_model(), columns);
    Matrix W_O = Matrix::Zero(values, model_.d_model());
    Eigen::Index column = 0, row = 0;
    for (const auto& head : layer.heads) {
      for (const Matrix* part : {&head.parameters->W_Q, &head.parameters->W_K, &head.parameters->W_V}) {
        W_QKV.middleCols(column, part->cols()) = *part;
        column += part->cols();
      }
      W_O.middleRows(row, head.parameters->W_O.rows()) = head.parameters->W_O;
      row += head.parameters->W_O.rows();
    }
    layer.W_QKV = std::make_shared<const SparseRows>(W_QKV);
    layer.W_O = std::make_shared<const SparseRows>(W_O);
    const std::string stem = "layer " + std::to_string(number) + " feed-forward";
    for (std::size_t b = 0; b < spec.blocks.size(); ++b) {
      layer.blocks.push_back(
          compile_block(spec.blocks[b], spec.blocks.size() == 1 ? stem : stem + " " + std::to_string(b + 1)));
      for (const auto& unit : spec.blocks[b].units()) {
        for (const auto& term : unit.writes) written_.insert(term.dimension);
      }
    }
    return layer;
  }

  CompiledModel model_;
  std::unordered_set<std::string> written_;  // so far, in order of computation
};

}  // namespace

SparseRows::SparseRows(const Matrix& dense) : columns(dense.cols()), rows(dense.rows()) {
  for (Eigen::Index r = 0; r < dense.rows(); ++r) {
    if (dense.row(r).isZero(0)) continue;
    row.push_back(static_cast<int>(r));
    begin.push_back(column.size());
    for (Eigen::Index c = 0; c < dense.cols(); ++c) {
      if (dense(r, c) == 0) continue;
      column.push_back(static_cast<int>(c));
      value.push_back(dense(r, c));
    }
  }
  begin.push_back(column.size());
}

void SparseRows::add_product(const Matrix& x, Matrix& out) const {
  for (Eigen::Index t = 0; t < x.rows(); ++t) {
    const float* from = x.row(t).data();
    float* to = out.row(t).data();
    for (std::size_t r = 0; r < row.size(); ++r) {
      const float factor = from[row[r]];
      if (factor == 0) continue;
      for (std::size_t n = begin[r]; n < begin[r + 1]; ++n) to[column[n]] += factor * value[n];
    }
  }
}

CompiledModel compile(const Program& program, const std::vector<std::string>& given) {
  return Compiler(given).compile(program);
}

}  // namespace theatre::model
