// Numbers where the panels want them otherwise than trace::shown() prints them.
#pragma once

#include <string>

namespace theatre::ui {

// trace::shown() with a plus sign in front of what is above 0: "+3.06".
std::string signed_number(float value);

// At most `decimals` decimals and no zeros at the end, for the ends of a scale: "2", "5.66", "0.5".
std::string short_number(float value, int decimals);

}  // namespace theatre::ui
