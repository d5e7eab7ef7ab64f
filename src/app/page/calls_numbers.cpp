// Calls: the whole trace, the chosen row, and the arithmetic behind any number.
#include "app/page/calls.hpp"
#include "app/page/state_json.hpp"
#include "trace/json.hpp"

namespace theatre::app {
namespace {

Reply trace(Theatre& t, const Json&) { return trace::to_json(t.trace(), {}); }
Reply row(Theatre& t, const Json&) { return t.row_text(); }
Reply ledger(Theatre& t, const Json&) { return ledger_json(t); }

Reply panel(Theatre& t, const Json& arguments) {
  const Json& name = argument(arguments, 0);
  if (!name.is_null() && name != "numbers" && name != "arrows") {
    return core::Failure{"The panel is “numbers”, or “arrows” for its picture."};
  }
  if (!name.is_null()) t.show_arrows(name == "arrows");
  t.show_numbers(!name.is_null());
  return t.state_text();
}

Reply open(Theatre& t, const Json& arguments) {
  const auto quantity = quantity_from_json(argument(arguments, 0));
  if (!quantity) return core::Failure{quantity.error()};
  // The text mirror reads on by itself: the panel stays as it is.
  const bool panel = as_bool(argument(arguments, 1)).value_or(true);
  if (auto failure = t.open(quantity.value(), panel)) return *failure;
  return ledger_json(t);
}

Reply ledger_back(Theatre& t, const Json&) {
  t.ledger_back();
  return ledger_json(t);
}

constexpr Call calls[] = {{"trace", trace}, {"row", row},   {"ledger", ledger},
                          {"panel", panel}, {"open", open}, {"ledgerBack", ledger_back}};

}  // namespace

std::span<const Call> number_calls() { return calls; }

}  // namespace theatre::app
