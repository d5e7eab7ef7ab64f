#include "app/page/quantity_json.hpp"

#include "app/quantity_name.hpp"

namespace theatre::app {

Json quantity_json(const trace::Quantity& quantity) {
  return {{"kind", quantity_name(quantity.kind)},
          {"layer", quantity.layer},
          {"head", quantity.head},
          {"row", quantity.row},
          {"col", quantity.col},
          {"step", quantity.step}};
}

}  // namespace theatre::app
