// Makes the catalog's models. Apart from it, so that a program links only the kernels that it runs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/result.hpp"
#include "model/model.hpp"

namespace theatre::model {

// Any model. `bytes` are its file's, start at a multiple of 16 and outlive the model; empty for a model without a file.
// Fails with one sentence. For workers and the command line: it links every kernel.
core::Result<std::unique_ptr<Model>> load_model(std::string_view id, std::span<const std::uint8_t> bytes);

// One that the page computes by itself; nullptr when it is none of these.
std::unique_ptr<Model> make_quick_model(std::string_view id);

}  // namespace theatre::model
