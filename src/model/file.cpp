// A model from a file on disk.
#include "model/file.hpp"

#include <fstream>
#include <utility>

#include "model/loaders.hpp"

namespace theatre::model {

core::Result<ModelFile> read_model(std::string_view id, const std::string& path) {
  ModelFile out;
  if (!path.empty()) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = in ? static_cast<std::streamoff>(in.tellg()) : -1;
    // A folder opens too, and says that it is enormous.
    if (size < 0 || size > (std::streamoff{1} << 32)) {
      return core::Failure{"The weights file “" + path + "” can't be read."};
    }
    out.bytes.resize(static_cast<std::size_t>(size));
    in.seekg(0);
    if (size > 0 && !in.read(reinterpret_cast<char*>(out.bytes.data()), static_cast<std::streamsize>(size))) {
      return core::Failure{"The weights file “" + path + "” can't be read."};
    }
  }
  auto model = load_model(id, out.bytes);
  if (!model) return core::Failure{path.empty() ? model.error() : "“" + path + "”: " + model.error()};
  out.model = std::move(model).value();
  return out;
}

}  // namespace theatre::model
