// Predictions: what is right, in the live numbers, and what to say about a guess.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lessons/lesson.hpp"

namespace theatre::lessons {

struct Option {
  std::string label;
  bool present = true;         // false: the word is no longer in the sentence; the option drops out
  int token = -1;              // Kind::word, bars and fits: the word it stands for
  float value = 0;             // Kind::word, bars and head: its weight; fits: how well it fits, in [-1, 1]
  std::optional<int> percent;  // Kind::word, bars and head: as the stage shows it

  bool operator==(const Option&) const = default;
};

struct Answer {
  std::vector<Option> options;  // as Predict::options, in the same order; Kind::bars: and last all the other words
  int right = -1;               // index of the right option; -1 where none is left, or the head or row is gone
  int before = 0, after = 0;    // Kind::choice: the share in percent, now and with the scores multiplied

  bool operator==(const Answer&) const = default;
};

// Are its options words of the row that it asks about? Kind::word, bars and fits.
bool is_of_row(const Predict& predict);

// Kind::word and bars: the present option with the largest weight; Kind::head: the head with the largest weight from
// row to col; Kind::matches: the number of texts that are the row’s own; Kind::fits: the word whose values fit best,
// none where nothing was taken home. Kind::choice: 0 grows, 1 stays (by less than half a percent), 2 shrinks; the share
// is really computed with every score multiplied.
Answer answer_of(const Predict& predict, const Situation& situation);

// Kind::matches: the number that is right, as an option says it; empty where the row is gone.
std::string matches_in_words(const Predict& predict, const Situation& situation);

// The question with its {before} filled in.
std::string question_text(const Predict& predict, const Answer& answer);

// The feedback sentence with its {…} filled in. guess: index of an option, or -1 for "just shown".
std::string feedback(const Predict& predict, const Answer& answer, int guess);

// --- Kind::bars: whole percents that add up to 100, one for each word and last one for all the other words

// Before anything is shared out: all of it lies with the others.
std::vector<int> no_shares(const Predict& predict);

// The same bars when one is set to `percent` (0 to 100). A word takes from what lies with the others and gives back
// there; when nothing is left there, the other words give way in proportion. So they do for the last bar.
std::vector<int> share_out(const std::vector<int>& bars, int bar, int percent);

// The bar that a guess puts first: the largest of a word; of equal ones not the right one, for nothing leads there.
int favourite(const Answer& answer, const std::vector<int>& bars);

// How far each bar is off, in points: above 0 = too high. 0 for a word that is gone.
std::vector<int> misses(const Answer& answer, const std::vector<int>& bars);

// What the lesson says of the word that leads, and then how far the bars were off, on average and at most.
std::string feedback(const Predict& predict, const Answer& answer, const std::vector<int>& bars);

// The state of a step's challenge.
struct Verdict {
  bool done = false;
  std::string hint;  // when not done: what to try, seen what the learner did; may be empty
};
Verdict judge(const Challenge& challenge, const Situation& situation);
Verdict judge(const Step& step, const Situation& situation);  // a step without a challenge is never done

}  // namespace theatre::lessons
