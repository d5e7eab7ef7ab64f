// A model from a file on disk, for the command line and the tests.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/model.hpp"

namespace theatre::model {

// The model and the bytes that it points into.
struct ModelFile {
  std::vector<std::uint8_t> bytes;
  std::unique_ptr<Model> model;
};

// Reads `path`, e.g. "web/models/minilm.bin"; an empty one for a model without a file. Fails with one sentence.
core::Result<ModelFile> read_model(std::string_view id, const std::string& path);

}  // namespace theatre::model
