// From the description of the glass box to its matrices. Compiled once, then shared by every forward pass.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/tensor.hpp"
#include "model/glass_box/program.hpp"
#include "model/model.hpp"
#include "trace/trace.hpp"

namespace theatre::model {

// A sparse matrix stored row by row: nearly all weights of the glass box are 0.
struct SparseRows {
  Eigen::Index columns = 0;
  Eigen::Index rows = 0;
  std::vector<int> row;            // the rows that hold anything, ascending
  std::vector<std::size_t> begin;  // where each of them begins in column and value; one more for the end
  std::vector<int> column;
  std::vector<float> value;

  explicit SparseRows(const core::Matrix& dense);
  // out (T, columns) += x (T, rows) · this
  void add_product(const core::Matrix& x, core::Matrix& out) const;
};

struct CompiledHead {
  HeadInfo info;
  Looks looks = Looks::everywhere;
  std::shared_ptr<const trace::HeadParameters> parameters;
};

struct CompiledBlock {
  std::string name;
  trace::Names hidden_names;  // of the hidden units
  SparseRows W_1;             // (d_model, hidden)
  core::RowVector b_1;        // (1, hidden)
  SparseRows W_2;             // (hidden, d_model)
};

struct CompiledLayer {
  std::vector<CompiledHead> heads;
  std::vector<CompiledBlock> blocks;
  std::shared_ptr<const SparseRows> W_QKV;  // (d_model, all columns): W_Q, W_K, W_V of head 0, then of head 1, …
  std::shared_ptr<const SparseRows> W_O;    // (all value columns, d_model)
};

struct CompiledModel {
  std::vector<std::string> dimensions;  // d_model names
  std::unordered_map<std::string, int> index;
  std::vector<CompiledLayer> layers;
  std::vector<std::string> mistakes;  // dimensions that are read before anything writes them; empty when sound

  int d_model() const { return static_cast<int>(dimensions.size()); }
};

// Dimensions: the `given` ones (position and lexical), then every one that a head or block writes, in order.
CompiledModel compile(const Program& program, const std::vector<std::string>& given);

}  // namespace theatre::model
