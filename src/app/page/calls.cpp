// A name and a JSON array of arguments in, {"value": …} or {"error": "one sentence"} out.
#include "app/page/calls.hpp"

#include <algorithm>

namespace theatre::app {
namespace {

const Call* find_call(std::string_view name) {
  for (const auto calls :
       {course_calls(), text_calls(), switch_calls(), model_calls(), number_calls(), stage_calls()}) {
    const auto found = std::find_if(calls.begin(), calls.end(), [&](const Call& call) { return call.name == name; });
    if (found != calls.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

std::string Theatre::call(std::string_view name, std::string_view arguments) {
  const Call* found = find_call(name);
  const Json parsed = Json::parse(arguments, nullptr, false);
  const Reply reply = found == nullptr ? Reply(core::Failure{"There is no call “" + std::string(name) + "”."})
                      : parsed.is_discarded() ? Reply(core::Failure{"The arguments are not valid JSON."})
                                              : found->perform(*this, parsed);
  note_deed();
  announce();
  if (!reply) return R"({"error":)" + dump(reply.error()) + "}";
  return R"({"value":)" + reply.value() + "}";
}

}  // namespace theatre::app
