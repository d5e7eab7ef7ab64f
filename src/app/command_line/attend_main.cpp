// The command line: the same core as the page, for scripts, teachers and tests.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/command_line/bench.hpp"
#include "app/command_line/command_line.hpp"
#include "app/command_line/report.hpp"
#include "lessons/condition.hpp"
#include "model/catalog.hpp"
#include "model/file.hpp"
#include "model/model.hpp"
#include "trace/json.hpp"
#include "trace/trace.hpp"

namespace {

using namespace theatre;

constexpr int fine = 0, bad_input = 1, wrong_usage = 2;

int fail(int code, const std::string& sentence) {
  std::cerr << "attend: " << sentence << "\n";
  return code;
}

// Heads named on the command line, as NAME or LAYER.HEAD, switched off.
core::Result<model::Switches> switches_of(const app::Command& command, const model::Model& model) {
  model::Switches switches = command.switches;
  for (const auto& name : command.heads_off) {
    bool found = false;
    for (const auto& head : model.heads()) {
      if (head.name != name && std::to_string(head.layer) + "." + std::to_string(head.index) != name) continue;
      switches.heads_off.emplace_back(head.layer, head.index);
      found = true;
    }
    if (!found) return core::Failure{"Model " + std::string(model.id()) + " has no head “" + name + "”."};
  }
  return switches;
}

// nullptr and no error: all heads.
core::Result<const trace::Head*> chosen_head(const app::Command& command, const trace::Trace& trace) {
  if (command.head_name) {
    if (const auto* head = trace::find_head(trace, *command.head_name)) return head;
    return core::Failure{"Model " + trace.model + " has no head “" + *command.head_name + "”; --heads lists them."};
  }
  if (command.layer) {
    if (const auto* head = trace::find_head(trace, *command.layer, *command.head)) return head;
    return core::Failure{"Model " + trace.model + " has no head " + std::to_string(*command.head) + " in layer " +
                         std::to_string(*command.layer) + "; --heads lists them."};
  }
  return static_cast<const trace::Head*>(nullptr);
}

int attend_one(const app::Command& command, const model::Model& model, const model::Switches& switches,
               const std::string& text) {
  const auto trace = model.forward(text, switches);
  const auto head = chosen_head(command, *trace);
  if (!head) return fail(bad_input, head.error());
  int focus = -1;
  if (command.focus) {
    focus = lessons::find_word(*trace, *command.focus);
    if (focus < 0) return fail(bad_input, "The word “" + *command.focus + "” is not in “" + trace->text + "”.");
  }
  if (command.compare) {
    const auto other = model.forward(*command.compare, switches);
    std::cout << app::report_comparison(*trace, *other, head.value() != nullptr ? head.value()->name : "", focus);
  } else if (command.json) {
    trace::JsonOptions options;
    if (head.value() != nullptr) {
      options.layer = head.value()->layer;
      options.head = head.value()->index;
    }
    std::cout << trace::to_json(*trace, options) << "\n";
  } else {
    std::cout << app::report(*trace, focus, head.value());
  }
  return fine;
}

core::Result<model::ModelFile> load(const app::Command& command) {
  const auto* entry = model::find_model(command.model);
  if (entry == nullptr) return core::Failure{"There is no model “" + command.model + "”; --models lists them."};
  if (entry->file.empty()) return model::read_model(entry->id, "");
  const std::string folder = command.models_dir.empty() ? THEATRE_MODELS_DIR : command.models_dir;
  return model::read_model(entry->id, folder + std::string(entry->file.substr(entry->file.rfind('/'))));
}

// Every text, those given first and then, where asked for, standard input's lines.
template <class Each>
int each_text(const app::Command& command, Each&& each) {
  int code = fine;
  for (const auto& text : command.texts) code = std::max(code, each(text));
  if (command.texts_from_stdin) {
    for (std::string line; std::getline(std::cin, line);) code = std::max(code, each(line));
  }
  return code;
}

int similar(const app::Command& command, const model::Model& model) {
  std::vector<std::string> texts{*command.similar};
  each_text(command, [&](const std::string& text) {
    texts.push_back(text);
    return fine;
  });
  const auto vectors = model.vectors(texts);
  if (!vectors) return fail(bad_input, "Model " + command.model + " has no vectors of texts.");
  const core::RowVector similarities = vectors->rows.row(0) * vectors->rows.transpose();
  texts.erase(texts.begin());
  std::vector<float> to_query;
  for (Eigen::Index t = 1; t < similarities.size(); ++t) to_query.push_back(std::clamp(similarities(t), -1.0F, 1.0F));
  std::cout << app::report_similar(texts, to_query, command.switches.temperature);
  return fine;
}

int run(const app::Command& command) {
  switch (command.task) {
    case app::Task::help:
      std::cout << app::usage();
      return fine;
    case app::Task::version:
      std::cout << "attend " THEATRE_VERSION "\n";
      return fine;
    case app::Task::models:
      std::cout << app::report_models();
      return fine;
    default:
      break;
  }
  const auto loaded = load(command);
  if (!loaded) return fail(bad_input, loaded.error());
  const model::Model& model = *loaded.value().model;
  if (command.task == app::Task::similar) return similar(command, model);
  if (command.task == app::Task::heads) {
    std::cout << app::report_heads(model);
    return fine;
  }
  if (command.task == app::Task::resumes) {
    const auto table = app::report_resumes(model, command.json);
    if (!table) return fail(bad_input, table.error());
    std::cout << table.value();
    return fine;
  }
  if (command.task == app::Task::bench) {
    std::cout << app::bench(model);
    return fine;
  }
  const auto switches = switches_of(command, model);
  if (!switches) return fail(bad_input, switches.error());
  return each_text(command,
                   [&](const std::string& text) { return attend_one(command, model, switches.value(), text); });
}

}  // namespace

int main(int argc, char** argv) {
  const auto command = app::read_command_line(argc, argv);
  if (!command) return fail(wrong_usage, command.error());
  return run(command.value());
}
