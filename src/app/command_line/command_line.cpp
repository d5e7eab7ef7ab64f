// Reads the command line with getopt_long.
#include "app/command_line/command_line.hpp"

#include <getopt.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "app/mask_name.hpp"

namespace theatre::app {
namespace {

enum Option : int {
  json = 1,
  model_id,
  models,
  models_dir,
  heads,
  layer,
  head,
  head_name,
  focus,
  compare,
  similar,
  mask,
  temperature,
  no_scale,
  no_positions,
  head_off,
  same_heads,
  resumes,
  bench,
  version,
  help,
};

constexpr option options[] = {
    {"json", no_argument, nullptr, Option::json},
    {"model", required_argument, nullptr, Option::model_id},
    {"models", no_argument, nullptr, Option::models},
    {"models-dir", required_argument, nullptr, Option::models_dir},
    {"heads", no_argument, nullptr, Option::heads},
    {"layer", required_argument, nullptr, Option::layer},
    {"head", required_argument, nullptr, Option::head},
    {"head-name", required_argument, nullptr, Option::head_name},
    {"focus", required_argument, nullptr, Option::focus},
    {"compare", required_argument, nullptr, Option::compare},
    {"similar", required_argument, nullptr, Option::similar},
    {"mask", required_argument, nullptr, Option::mask},
    {"temperature", required_argument, nullptr, Option::temperature},
    {"no-scale", no_argument, nullptr, Option::no_scale},
    {"no-positions", no_argument, nullptr, Option::no_positions},
    {"head-off", required_argument, nullptr, Option::head_off},
    {"same-heads", no_argument, nullptr, Option::same_heads},
    {"resumes", no_argument, nullptr, Option::resumes},
    {"bench", no_argument, nullptr, Option::bench},
    {"version", no_argument, nullptr, Option::version},
    {"help", no_argument, nullptr, Option::help},
    {nullptr, 0, nullptr, 0},
};

// A whole number from 0 to 9999; nothing else.
std::optional<int> whole_number(const std::string& text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  for (const char c : text) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
  }
  return std::atoi(text.c_str());
}

std::optional<float> positive_number(const std::string& text) {
  char* end = nullptr;
  const float number = std::strtof(text.c_str(), &end);
  if (end == text.c_str() || *end != '\0' || !std::isfinite(number) || number <= 0) return std::nullopt;
  return number;
}

// Options that stand alone. False: it is none of them.
bool set_alone(int option, Command& command) {
  switch (option) {
    case Option::json:
      command.json = true;
      return true;
    case Option::no_scale:
      command.switches.scale = false;
      return true;
    case Option::no_positions:
      command.switches.positions = false;
      return true;
    case Option::same_heads:
      command.switches.same_heads = true;
      return true;
    default:
      break;
  }
  constexpr std::pair<int, Task> tasks[] = {{Option::models, Task::models},   {Option::heads, Task::heads},
                                            {Option::resumes, Task::resumes}, {Option::bench, Task::bench},
                                            {Option::version, Task::version}, {Option::help, Task::help}};
  for (const auto& [known, task] : tasks) {
    if (known != option) continue;
    command.task = task;
    return true;
  }
  return false;
}

using Refused = std::optional<core::Failure>;

Refused set_number(int option, const std::string& value, Command& command) {
  if (option == Option::temperature) {
    const auto number = positive_number(value);
    if (!number) return core::Failure{"--temperature takes a number above 0, not “" + value + "”."};
    command.switches.temperature = *number;
    return std::nullopt;
  }
  const auto number = whole_number(value);
  const std::string name = option == Option::layer ? "--layer" : "--head";
  if (!number) return core::Failure{name + " takes a whole number from 0, not “" + value + "”."};
  (option == Option::layer ? command.layer : command.head) = number;
  return std::nullopt;
}

// Options with a value behind them.
Refused set_value(int option, const std::string& value, Command& command) {
  switch (option) {
    case Option::model_id:
      command.model = value;
      break;
    case Option::models_dir:
      command.models_dir = value;
      break;
    case Option::head_name:
      command.head_name = value;
      break;
    case Option::focus:
      command.focus = value;
      break;
    case Option::compare:
      command.compare = value;
      break;
    case Option::similar:
      command.task = Task::similar;
      command.similar = value;
      command.model = "minilm";  // the model whose vectors say most
      break;
    case Option::head_off:
      command.heads_off.push_back(value);
      break;
    case Option::mask:
      if (read_mask(value, command.switches)) break;
      return core::Failure{"--mask takes none, causal or padding:N, not “" + value + "”."};
    default:
      return set_number(option, value, command);
  }
  return std::nullopt;
}

// What goes together.
Refused check(const Command& command) {
  if (command.layer.has_value() != command.head.has_value()) {
    return core::Failure{"--layer and --head go together; or name the head with --head-name."};
  }
  if (command.layer && command.head_name) {
    return core::Failure{"Choose a head by --layer and --head or by --head-name, not both."};
  }
  const bool wants_text = command.task == Task::attend || command.task == Task::similar;
  if (wants_text && command.texts.empty() && !command.texts_from_stdin) {
    return core::Failure{"Give a sentence in quotes, or - to read one a line; see attend --help."};
  }
  return std::nullopt;
}

}  // namespace

core::Result<Command> read_command_line(int argc, char** argv) {
  Command command;
  optind = 1;
  opterr = 0;
  int chosen = 0;
  while ((chosen = getopt_long(argc, argv, ":", options, nullptr)) != -1) {
    const std::string before = argv[optind - 1];
    if (chosen == ':') return core::Failure{before + " needs a value; see attend --help."};
    if (chosen == '?') return core::Failure{"There is no option " + before + "; see attend --help."};
    if (set_alone(chosen, command)) continue;
    if (auto refused = set_value(chosen, optarg != nullptr ? optarg : "", command)) return std::move(*refused);
  }
  for (int i = optind; i < argc; ++i) {
    if (std::string(argv[i]) == "-") {
      command.texts_from_stdin = true;
    } else {
      command.texts.emplace_back(argv[i]);
    }
  }
  if (auto refused = check(command)) return std::move(*refused);
  return command;
}

std::string usage() {
  return R"(attend: watch attention happen on a sentence, on the command line.

  attend "The cat sat on the mat because it was tired" --focus it
  attend --json "I love pizza"
  printf '%s\n' "one sentence a line" "another" | attend --json -

  --json                one JSON object for each sentence: tokens, q, k, v, scores, weights, output
  --focus WORD[:k]      only the row of this word (its k-th occurrence, from 1)
  --head-name NAME      only this head; --layer N --head N chooses one by number, from 0
  --compare TEXT        which scores moved between the two sentences, and by which dimensions
  --similar QUERY       how close each of the sentences is in meaning to QUERY, and their shares by
                        softmax(similarity / T), by MiniLM's sentence vectors
  --model ID            glass-box (default), minilm …; --models lists them, --heads a model's heads
  --models-dir DIR      where the models' files lie
  --mask causal|padding:N   hide the words to come, or the last N tokens
  --temperature T       divide the scores by T before softmax (default 1)
  --no-scale            do not divide the scores by √d_head
  --no-positions        take the word order away
  --head-off NAME       switch a head off (may be repeated); --same-heads makes all of a layer alike
  --resumes             how often heads are right, measured on the labelled sentences; with --json
                        every head at every kind of link
  --bench               time of a forward pass for 8 to 200 words
  --version, --help

Exit codes: 0 fine, 1 bad input, 2 wrong usage.
)";
}

}  // namespace theatre::app
