// The models that the page computes by itself.
#include "model/friends/friends.hpp"
#include "model/loaders.hpp"

namespace theatre::model {

std::unique_ptr<Model> make_quick_model(std::string_view id) {
  using Make = std::unique_ptr<Model> (*)();
  static constexpr std::pair<std::string_view, Make> makers[] = {{"glass-box", make_glass_box},
                                                                 {"friends", make_friends}};
  for (const auto& [known, make] : makers) {
    if (known == id) return make();
  }
  return nullptr;
}

}  // namespace theatre::model
