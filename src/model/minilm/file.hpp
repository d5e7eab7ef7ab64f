// MiniLM from a file on disk, for the command line and the tests.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/minilm/minilm.hpp"

namespace theatre::model {

// The model and the bytes that it points into.
struct MiniLMFile {
  std::vector<std::uint8_t> bytes;
  std::unique_ptr<MiniLM> model;
};

// Reads `path`, e.g. "web/models/minilm.bin". Fails with one sentence.
core::Result<MiniLMFile> read_minilm(const std::string& path);

}  // namespace theatre::model
