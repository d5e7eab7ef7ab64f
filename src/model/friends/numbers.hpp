// Made by tools/friends/search.py with seed 2017; don't edit. Numbers for which the row of “went” prints as the
// weights .15 .20 .21 .19 .25 and the output .75 .77 .25 .49.
#pragma once

namespace theatre::model {

// clang-format off
inline constexpr float friends_numbers[5][4] = {
    {0.09F, 0.70F, 0.47F, 0.13F},  // She
    {0.63F, 0.84F, 0.15F, 0.44F},  // went
    {1.00F, 0.92F, 0.06F, 0.09F},  // to
    {0.94F, 0.35F, 0.64F, 0.64F},  // the
    {0.88F, 0.95F, 0.06F, 0.97F},  // market
};
// clang-format on

}  // namespace theatre::model
