// Lessons as data: what web/lessons/*.md says, read from the JSON that the build makes of it, and checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "lessons/condition.hpp"

namespace theatre::lessons {

enum class Part { feel, see, try_it };
enum class Lamp { on, off_until_answer };

// Predict, then reveal.
struct Predict {
  enum class Kind {
    word,     // which word of the row gets the largest weight? The options are words.
    bars,     // how is the row shared out? The options are words; the learner sets a bar for each, and one for the rest
    head,     // which head has the largest weight from `row` to `col`? The options are stable names of heads.
    matches,  // how many other cards have exactly the row's text for their title? The options are numbers, in words
    fits,     // whose own values fit best what the row took home from the head? The options are words.
    choice,   // grows, stays or shrinks (in this order): what happens to one share if every score is
              // multiplied?
  };
  Kind kind = Kind::word;
  std::string question;
  std::vector<std::string> options;
  std::string right,
      wrong;               // feedback; {answer}, {share}, {guess}, {guess_share}, {before}, {after} are filled in
  std::string row, head;   // whose weights; what the step says where the lesson leaves them out
  std::string col;         // head and choice: whose share
  float scores_times = 2;  // choice: what every score is multiplied by

  bool operator==(const Predict&) const = default;
};

// A row of shares that somebody drew to make a point, for comparison with the one that is computed.
struct Illustration {
  struct Share {
    std::string word;  // "word" or "word:k"
    double share = 0;  // 0 to 1; they add up to 1
  };
  std::string title;  // where it comes from, in a few words
  std::string row;    // whose row; what the step says where the lesson leaves it out
  std::vector<Share> words;
};

struct Hint {
  std::optional<Condition> when;  // none = always
  std::string say;
};

struct Challenge {
  std::string prompt;
  Condition when;
  std::vector<Hint> hints;  // the first that holds is shown
  std::string done;
};

struct Step {
  std::string id, title;
  Part part = Part::feel;
  std::string scene;                  // one of Known::scenes
  std::string model;                  // of the catalogue; empty = the learner’s choice
  std::optional<std::string> text;    // none = keep the learner's sentence
  bool keeps_text = false;            // a sentence of the learner's own goes before `text`
  std::optional<std::string> second;  // the other text; where a scene looks things up, a card on each line
  std::string head;                   // stable name; empty = keep the chosen one
  std::string focus;                  // "word" or "word:k"; empty = keep the lamp where it is
  std::string stage;                  // one of stage_names(); empty = "softmax"
  Lamp lamp = Lamp::on;
  Switches switches;
  std::optional<Predict> predict;
  std::optional<Challenge> challenge;
  std::optional<Illustration> illustration;
  std::string task;   // one sentence, may hold **bold**; may be empty
  std::string panel;  // "numbers"; "arrows" for their picture; or empty
};

struct Lesson {
  std::string id, title;
  int act = 1;                     // 1 to 5
  int number = 1;                  // place in the course
  std::vector<std::string> recap;  // three sentences that one can say at its end; none = it has none
  std::vector<Step> steps;
};

struct Course {
  std::vector<Lesson> lessons;  // by number
};

// What a lesson may name and other rooms know, by id. A step that names no scene has the first.
struct Known {
  std::vector<std::string_view> scenes, models;
};

// Reads the JSON array of lessons. Fails with one sentence that names the lesson and the step.
core::Result<Course> parse_course(std::string_view json, const Known& known);

// "embed", "qkv", "qkt", "scale", "softmax", "mix".
const std::vector<std::string>& stage_names();

}  // namespace theatre::lessons
