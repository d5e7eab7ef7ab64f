// What the words after `attend` mean: options in, one Command out. No printing, no computing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "model/model.hpp"

namespace theatre::app {

enum class Task { attend, models, heads, similar, resumes, bench, version, help };

struct Command {
  Task task = Task::attend;
  std::vector<std::string> texts;      // in the order given
  bool texts_from_stdin = false;       // one a line
  std::optional<std::string> compare;  // the other sentence
  std::optional<std::string> similar;  // what the lines are compared with
  std::string model = "glass-box";
  std::string models_dir;  // empty: where the build found the models
  bool json = false;
  std::optional<int> layer;
  std::optional<int> head;
  std::optional<std::string> head_name;
  std::optional<std::string> focus;  // "it" or "the:2"
  model::Switches switches;
  std::vector<std::string> heads_off;  // names, or LAYER.HEAD
};

// Fails with one sentence when the words don't make sense (exit code 2).
core::Result<Command> read_command_line(int argc, char** argv);

// What `attend --help` prints.
std::string usage();

}  // namespace theatre::app
