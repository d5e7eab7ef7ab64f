// Any bytes as a file of labelled sentences: read, or refused with one sentence.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "model/measured/resumes.hpp"

namespace {

void check(std::string_view file) {
  const auto parsed = theatre::model::parse_links(file);
  if (!parsed) {
    if (parsed.error().empty() || parsed.error().back() != '.') std::abort();
    return;
  }
  for (const auto& sentence : parsed.value()) {
    if (sentence.text.empty()) std::abort();
    for (const auto& link : sentence.links) {
      if (link.to.empty() || link.from.occurrence < 1) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check(text);
  check("tuned\tsimple\tA cat.\t" + text);
  check("tuned\tsimple\tA cat.\tverb-subject: " + text + " -> cat");
  return 0;
}
